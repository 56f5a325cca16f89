"""Values on their way between the grader and the process of a submission: plain data, no pickle.

The grader's child loads this file alone; it imports nothing of the package. A frame is a line of
JSON and a block of bytes, both with their lengths in front. Whatever the child sends is checked
here: types, sizes and shapes.
"""

import json
import math
import re
import struct

import numpy as np

HEAD = struct.Struct(">IQ")
LONGEST = 1 << 22  # bytes of JSON in a frame
DEEPEST, MOST = 20, 50_000  # how deep lists may be nested, how many values a frame may hold

# The child keeps its own hold on what it needs: an answer may have patched numpy or json.
_encode = json.JSONEncoder(ensure_ascii=True).encode
_decode = json.JSONDecoder().decode
_array, _contiguous, _ndarray, _generic = np.array, np.ascontiguousarray, np.ndarray, np.generic
_PLAIN = re.compile(r"[<>|=]?[biuf](1|2|4|8)|\?|\|b1")


class Broken(Exception):
    """What came is no frame, or holds something that may not be sent."""


class Channel:
    """Frames over two pipes.

    Parameters
    ----------
    reader, writer : binary file
        Where frames come from and go to.
    most : int
        Bytes of arrays that one frame may hold.

    Examples
    --------
    >>> import io
    >>> pipe = io.BytesIO()
    >>> Channel(pipe, pipe).send({"n": 3}, [b"ab"])
    >>> _ = pipe.seek(0)
    >>> Channel(pipe, pipe).receive()
    ({'n': 3}, b'ab')
    """

    def __init__(self, reader, writer, most=1 << 28):
        self.reader, self.writer, self.most = reader, writer, most

    def send(self, message, blocks=()):
        """Send one frame.

        Parameters
        ----------
        message : dict
            Plain data.
        blocks : list of bytes
            What the arrays hold.
        """
        text, data = _encode(message).encode(), b"".join(blocks)
        self.writer.write(HEAD.pack(len(text), len(data)) + text + data)
        self.writer.flush()

    def receive(self):
        """Wait for one frame.

        Returns
        -------
        dict, bytes
            The message and the block.

        Raises
        ------
        EOFError
            If the other side has ended.
        Broken
            If it is no frame.
        """
        text, data = HEAD.unpack(self._exactly(HEAD.size))
        if text > LONGEST or data > self.most:
            raise Broken(f"a frame of {text + data} bytes")
        try:
            message = _decode(self._exactly(text).decode())
        except (ValueError, RecursionError) as error:
            raise Broken(f"no JSON: {error}") from None
        if not isinstance(message, dict):
            raise Broken("no message")
        return message, self._exactly(data)

    def _exactly(self, count):
        pieces = []
        while count:
            piece = self.reader.read(min(count, 1 << 20))
            if not piece:
                raise EOFError
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)


def packed(values, most=1 << 28, functions=None):
    """Turn values into plain data and blocks of bytes.

    Parameters
    ----------
    values : list or tuple
        Arrays, numbers, text, and lists, tuples and dictionaries of them. Of anything else only
        the type's name is sent.
    most : int
        Bytes that may be sent.
    functions : list, optional
        Collects the functions among the values; the other side gets their places in it.

    Returns
    -------
    list, list of bytes
        For :func:`unpacked`.

    Raises
    ------
    Broken
        If there is too much.

    Examples
    --------
    >>> message, blocks = packed([np.ones(2), (True, None)])
    >>> unpacked(message, b"".join(blocks))
    [array([1., 1.]), (True, None)]
    """
    blocks, left = [], [most, MOST]

    def pack(value, depth):
        left[1] -= 1
        kind = type(value)
        if depth > DEEPEST or left[1] < 0:
            raise Broken("lists nested too deeply, or too many values")
        if value is None or kind is bool or kind is float:
            return value
        if (kind is int and -(2**63) <= value < 2**63) or (kind is str and len(value) <= 100_000):
            return value
        if kind is list or kind is tuple:
            return {kind.__name__: [pack(v, depth + 1) for v in value]}
        if kind is dict:
            return {"dict": [[pack(k, depth + 1), pack(v, depth + 1)] for k, v in value.items()]}
        if isinstance(value, _ndarray | _generic):
            return _pack_array(value, blocks, left)
        if functions is not None and callable(value):
            functions.append(value)
            return {"function": len(functions) - 1}
        return {"other": f"{kind.__name__:.60}"}

    return [pack(v, 0) for v in values], blocks


def _pack_array(value, blocks, left):
    """Send type, shape and bytes of an array or a NumPy number, whatever its class."""
    plain = _array(value, copy=True, subok=False, order="C")
    name = plain.dtype.str
    if not _PLAIN.fullmatch(name):
        if isinstance(value, _generic):
            return {"other": f"{type(value).__name__:.60}"}
        return {"array": f"{plain.dtype.name:.60}"}
    left[0] -= plain.nbytes
    if left[0] < 0:
        raise Broken(f"an array of shape {plain.shape} is too large to be returned")
    blocks.append(_contiguous(plain).tobytes())
    return {"array": name, "shape": list(plain.shape), "scalar": isinstance(value, _generic)}


def unpacked(message, block, functions=None):
    """Turn plain data and bytes into values again; trust nothing.

    Parameters
    ----------
    message : list
        As from :func:`packed`.
    block : bytes
        The blocks, joined.
    functions : list, optional
        What stands for the places of functions.

    Returns
    -------
    list
        The values. What could not be sent is an object of an empty class with the same name, an
        array without numbers one of the type object.

    Raises
    ------
    Broken
        If something does not fit.

    Examples
    --------
    >>> unpacked([{"array": "<f8", "shape": [10**9], "scalar": False}], b"")
    Traceback (most recent call last):
    ...
    coursekit.grading.wire.Broken: an array of shape [1000000000] in 0 bytes
    """
    place, left = [0], [MOST]

    def unpack(value, depth):
        left[0] -= 1
        if depth > DEEPEST or left[0] < 0:
            raise Broken("nested too deeply, or too many values")
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if not isinstance(value, dict):
            raise Broken("unknown value")
        if "list" in value:
            return [unpack(v, depth + 1) for v in _list(value["list"])]
        if "tuple" in value:
            return tuple(unpack(v, depth + 1) for v in _list(value["tuple"]))
        if "dict" in value:
            pairs = [_list(pair, 2) for pair in _list(value["dict"])]
            return _dictionary([[unpack(v, depth + 1) for v in pair] for pair in pairs])
        if "array" in value:
            return _unpack_array(value, block, place)
        if "function" in value and functions is not None:
            return functions[value["function"]]
        name = re.sub(r"\W", "_", str(value.get("other", "object")))[:60]
        return type(name, (), {})()

    values = [unpack(v, 0) for v in _list(message)]
    if place[0] != len(block):
        raise Broken("more bytes than arrays")
    return values


def _list(value, length=None):
    if not isinstance(value, list) or length not in (None, len(value)):
        raise Broken("no list")
    return value


def _dictionary(pairs):
    try:
        return dict(pairs)
    except TypeError:
        raise Broken("a key that cannot be one") from None


def _unpack_array(value, block, place):
    """Build an array of exactly the bytes that were sent for it."""
    name, shape = value["array"], _list(value.get("shape", []))
    if not isinstance(name, str) or not _PLAIN.fullmatch(name):
        return np.empty(0, object)  # complex, text, objects: its numbers are none of ours
    if len(shape) > 16 or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise Broken("no shape")
    kind = np.dtype(name)
    start, count = place[0], math.prod(shape)
    place[0] += count * kind.itemsize
    if place[0] > len(block):
        raise Broken(f"an array of shape {shape} in {len(block) - start} bytes")
    try:
        numbers = np.frombuffer(block, kind, count, start).reshape(shape)
    except ValueError as error:
        raise Broken(str(error)) from None
    numbers = numbers.astype(kind.newbyteorder("="))
    return numbers[()] if value.get("scalar") and not shape else numbers
