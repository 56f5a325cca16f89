"""Zip archives that can be made again: the same files give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of files, which carry neither a time nor an owner.

    Parameters
    ----------
    files : mapping of str to bytes
        Path inside the archive, with slashes, and content.

    Returns
    -------
    bytes

    Examples
    --------
    >>> pack({"a.txt": b"one"}) == pack({"a.txt": b"one"})
    True
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and of those inside, sorted: path in it -> content.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to bytes
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
