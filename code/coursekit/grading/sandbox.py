"""The grader's end of a submission's process: start it, ask it, stop it."""

import json
import os
import shutil
import site
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .. import running
from .wire import Broken, Channel, packed, unpacked

HERE = Path(__file__).parent
FILES = {
    "namespaces": HERE / "namespaces.py",
    "calls": HERE / "calls.py",
    "wire": HERE / "wire.py",
    "running": Path(running.__file__),
}
START = 30  # seconds until the process must stand
PATIENCE = 10  # how often its seconds may pass on the clock while the machine is busy
SPACE = 16 << 20  # bytes of files a submission may write where that can be limited
MOST_ASKED = 100_000  # values of a function among the arguments
KINDS = {"not written", "signature", "raised", "nothing", "changed", "shape", "missing"}


class Ended(Exception):
    """A submission that gave no outputs: the kind of verdict, and one sentence."""

    def __init__(self, kind: str, says: str):
        super().__init__(kind, says)
        self.kind, self.says = kind, says


class Lab:
    """A process for one submission.

    Parameters
    ----------
    limits : dict of str to float
        ``seconds`` for each call, ``memory_mb``, ``output_kb``.
    shut : bool
        False: without namespaces and filter, as on a machine that has none.

    Attributes
    ----------
    held : dict of str to str
        Limit -> ``""``, or why it does not hold on this machine.

    Raises
    ------
    Ended
        If the process does not start.

    Examples
    --------
    >>> limits = {"seconds": 10, "memory_mb": 1024, "output_kb": 100}
    >>> with Lab(limits) as lab:
    ...     failed = lab.define({1: "def double(z): return 2 * z"}, [(1, 0, ("double",))])
    ...     lab.call("double", ("z",), 1, (np.ones(2),))
    (array([2., 2.]),)
    """

    def __init__(self, limits: dict[str, float], shut: bool = True):
        self.limits = limits
        self.folder = tempfile.mkdtemp(prefix="coursekit-")
        told = _told(self.folder, limits, shut)
        command = [sys.executable, "-s", "-P", "-S", "-B", HERE / "child.py", json.dumps(told)]
        self.process = subprocess.Popen(
            [os.fspath(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=_environment(),
            start_new_session=os.name == "posix",
        )
        self.channel = Channel(self.process.stdout, self.process.stdin)
        self.late, self.number = False, 0
        try:
            self.held = dict(self._ask(None, START)[0]["held"])
        except Ended as ended:
            self.close()
            raise Ended("ended", f"the process of the grader did not start: {ended.says}") from None
        if not Path(told["packages"]).is_dir():
            self.held["NumPy alone"] = "this system makes no links"

    def __enter__(self) -> "Lab":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def define(
        self, cells: dict[int, str], pieces: Sequence[tuple[int, int, tuple[str, ...]]]
    ) -> list[tuple[int, str]]:
        """Run a notebook's definitions.

        Parameters
        ----------
        cells : dict of int to str
            The texts of the code cells.
        pieces : sequence of (int, int, tuple of str)
            Cell, place of the statement in it, the names that it binds.

        Returns
        -------
        list of (int, str)
            Cell and error of those that failed.

        Raises
        ------
        Ended
            If the process ended over it.
        """
        request = {"do": "define", "cells": cells, "pieces": pieces}
        message, _ = self._ask((request, ()), self.limits["seconds"])
        failed = message.get("failed")
        if not isinstance(failed, list) or len(failed) > 10_000:
            raise Ended("ended", "it wrote into the grader's pipe.")
        return [(int(str(cell)[:9]), str(text)[:300]) for cell, text in failed]

    def call(
        self,
        answer: str,
        parameters: tuple[str, ...],
        count: int,
        case: tuple,
        seconds: float | None = None,
        most: int = 1 << 26,
    ) -> tuple:
        """Call an answer on a case.

        Parameters
        ----------
        answer : str
            An expression in the notebook's names, mostly the name of a function.
        parameters : tuple of str
            The names of its arguments.
        count : int
            How many outputs it must return.
        case : tuple
            The arguments: plain data and functions; they are made by now, not before.
        seconds : float, optional
            Less time than the limits allow.
        most : int
            Bytes that the outputs may have.

        Returns
        -------
        tuple
            The outputs, as plain data.

        Raises
        ------
        Ended
            If there are none.
        """
        functions: list[Callable] = []
        values, blocks = packed(case, functions=functions)
        request = {"do": "call", "answer": answer, "parameters": parameters, "count": count,
                   "case": values, "functions": len(functions), "most": most}  # fmt: skip
        self.channel.most = 2 * most + 4096
        seconds = seconds or self.limits["seconds"]
        message, block = self._ask((request, blocks), seconds, functions)
        if "stopped" in message:
            kind, says = (*map(str, message["stopped"]), "", "")[:2]
            raise Ended(kind if kind in KINDS else "raised", says[:1000])
        try:
            outputs = tuple(unpacked(message.get("outputs"), block))
        except Broken as broken:
            raise self._broken(broken) from None
        if len(outputs) != count:
            raise Ended("signature", f"it must return {count} value(s), got {len(outputs)}.")
        return outputs

    def _ask(self, request: Any, seconds: float, functions: Sequence[Callable] = ()):
        """Send a request and wait for what comes, within the limit of time."""
        done = threading.Event()
        threading.Thread(target=self._watch, args=(done, seconds), daemon=True).start()
        try:
            if request is not None:
                self.number += 1
                self.channel.send(request[0] | {"number": self.number}, request[1])
            for _ in range(MOST_ASKED):
                message, block = self.channel.receive()
                if message.get("number") != self.number:
                    raise Broken("it came twice, or from a second process")
                if "ask" not in message:
                    return message, block
                self.channel.send(*_answered(message, block, functions))
            raise Ended("time", f"it asked for more than {MOST_ASKED} values of a function.")
        except Broken as broken:
            raise self._broken(broken) from None
        except (EOFError, OSError):
            raise self._ended(seconds) from None
        finally:
            done.set()

    def _watch(self, done: threading.Event, seconds: float) -> None:
        """End the process when its seconds are used up.

        What counts is processor time where the system tells it: on a busy machine a right answer
        takes longer on the clock. A process that does nothing is ended after its seconds too.
        """
        start = last = processor_time(self.process.pid)
        end = time.monotonic() + PATIENCE * seconds
        wait = seconds
        while not done.wait(wait):
            now = processor_time(self.process.pid)
            if not last or now - start >= seconds or now == last or time.monotonic() > end:
                self.late = True
                self.kill()
                return
            wait, last = max(0.5, seconds - (now - start)), now

    def _broken(self, broken: Broken) -> Ended:
        self.kill()
        return Ended("ended", f"what it returned cannot be read ({broken}).")

    def _ended(self, seconds: float) -> Ended:
        """Say how the process ended."""
        try:
            code = self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.kill()
            return Ended("ended", "it closed the grader's pipe.")
        if self.late:
            return Ended("time", f"it did not end within {seconds:g} s.")
        if code == -24:  # SIGXCPU
            return Ended("time", "it used up its processor time.")
        if code < 0:
            return Ended("ended", f"its process was ended by signal {-code}: {_meaning(-code)}.")
        return Ended("ended", f"it ended its own process, with exit code {code}.")

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self.process.poll() is None and not self.late

    def kill(self) -> None:
        """End the process and all that it has started."""
        try:
            if os.name == "posix":
                os.killpg(self.process.pid, 9)
            self.process.kill()
        except OSError:
            pass  # it has ended by itself

    def close(self) -> None:
        """End the process and remove its folder."""
        self.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass  # it ended before it had read everything
        shutil.rmtree(self.folder, ignore_errors=True)


def processor_time(pid: int) -> float:
    """Return the processor time of a process and its children.

    Parameters
    ----------
    pid : int
        Of a process of ours.

    Returns
    -------
    float
        Seconds; 0 where the system does not tell.

    Examples
    --------
    >>> processor_time(-1)
    0.0
    """
    try:
        ids = [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in ids]
        ticks = os.sysconf("SC_CLK_TCK")
        return sum(int(f[11]) + int(f[12]) for f in fields) / ticks
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def _meaning(number: int) -> str:
    """Say what a signal means here."""
    known = {6: "aborted", 9: "killed, perhaps for its memory",
             11: "recursion or memory beyond all bounds"}  # fmt: skip
    return known.get(number, "a crash")


def _answered(message: dict, block: bytes, functions: Sequence[Callable]) -> tuple:
    """Compute the value of a function among the arguments for the other side."""
    try:
        arguments = unpacked(message["arguments"], block)
        values, blocks = packed([functions[int(message["ask"])](*arguments)])
        return {"value": values}, blocks
    except Exception as error:
        return ({"error": f"{type(error).__name__}: {error}"[:300]},)


def _environment() -> dict[str, str]:
    """What a submission sees of the environment: nothing of ours, one thread."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "OPENBLAS_CORETYPE")
            if name in os.environ}  # fmt: skip
    return dict.fromkeys(threads, "1") | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"} | kept


def _told(folder: str, limits: dict[str, float], shut: bool) -> dict[str, Any]:
    """What the process is told when it starts."""
    numpy = Path(np.__file__).parent
    packages = Path(folder, "packages")
    packages.mkdir()
    Path(folder, "root").mkdir()
    try:
        for path in (numpy, numpy.with_name("numpy.libs")):
            if path.exists():
                os.symlink(path, packages / path.name)
    except OSError:
        packages = numpy.parent
    sites = {*site.getsitepackages(), site.getusersitepackages()}
    sites |= {os.path.join(sys.base_prefix, *Path(p).relative_to(sys.prefix).parts)
              for p in sites if Path(p).is_relative_to(sys.prefix)}  # fmt: skip
    return {
        "files": {name: os.fspath(path) for name, path in FILES.items()},
        "folder": folder,
        "packages": os.fspath(packages),
        "readable": [sys.base_prefix],
        "hidden": sorted(sites),
        "space": SPACE,
        "open": not shut,
        "memory_mb": limits["memory_mb"],
        "output_kb": limits["output_kb"],
        "cpu": 60 + 20 * limits["seconds"],
    }
