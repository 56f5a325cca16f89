"""From text to what people read: notebooks, editions, cards and lists."""
