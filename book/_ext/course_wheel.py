"""The package as a wheel, written straight from its folder: the site offers it for installation.

A wheel of pure Python is an archive of the package and of three files about it. Writing it here
needs no build program and no network, and the same sources give the same bytes.
"""

import base64
import fnmatch
import hashlib
import io
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAG = "py3-none-any"


def project():
    """Return the table of pyproject.toml that describes the package, and that of its data files."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return content["project"], content["tool"]["setuptools"]["package-data"]


def name(version=None):
    """Return the file name of the wheel, of this version or another."""
    about, _ = project()
    return f"{about['name']}-{version or about['version']}-{TAG}.whl"


def metadata(about):
    """Return the text of METADATA."""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {about['name']}",
        f"Version: {about['version']}",
        f"Summary: {about['description']}",
        f"License-Expression: {about['license']}",
        *(f"License-File: {file}" for file in about["license-files"]),
        *(f"Classifier: {line}" for line in about["classifiers"]),
        f"Requires-Python: {about['requires-python']}",
        *(f"Requires-Dist: {line}" for line in about["dependencies"]),
    ]
    for extra, wanted in about["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {line}; extra == "{extra}"' for line in wanted]
    return "\n".join(lines) + "\n"


def package_files(data):
    """Return path inside the wheel -> content, for the package's modules and data files."""
    found = {}
    for path in sorted((ROOT / "code" / "rnnlab").rglob("*")):
        inside = path.relative_to(ROOT / "code")
        module = ".".join(inside.parent.parts)
        patterns = [
            f"{folder.replace('.', '/')}/{pattern}"
            for folder, patterns in data.items()
            for pattern in patterns
            if module.startswith(folder)
        ]
        kept = any(fnmatch.fnmatch(inside.as_posix(), pattern) for pattern in patterns)
        hidden = path.name.startswith(".")
        if path.is_file() and not hidden and (path.suffix == ".py" or kept):
            found[inside.as_posix()] = path.read_bytes()
    return found


def archive(files):
    """Return a zip file's bytes; the same files give the same bytes whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0))
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return stream.getvalue()


def build():
    """Return the wheel's bytes."""
    about, data = project()
    folder = f"{about['name']}-{about['version']}.dist-info"
    files = package_files(data)
    for file in about["license-files"]:
        files[f"{folder}/licenses/{file}"] = (ROOT / file).read_bytes()
    files[f"{folder}/METADATA"] = metadata(about).encode()
    files[f"{folder}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: course_wheel\nRoot-Is-Purelib: true\nTag: {TAG}\n"
    ).encode()
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(content)}\n"
    files[f"{folder}/RECORD"] = f"{record}{folder}/RECORD,,\n".encode()
    return archive(files)
