"""The process in which a submission runs: shut in first, then its definitions, then its answers.

Started by :mod:`coursekit.grading.sandbox` with one argument, a JSON text. It knows neither
the right answers nor the package: it loads four files by path and sees NumPy alone.
"""

import ast
import json
import linecache
import os
import sys
import types


def code_of(path):
    """Compile a file; it is run later, when it cannot be read any more."""
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), os.path.basename(path), "exec")


def module_of(code):
    """Run compiled text as a module of its own."""
    module = types.ModuleType(code.co_filename.removesuffix(".py"))
    exec(code, vars(module))
    return module


def limit(told):
    """Limit memory, processor time and files; return limit -> "" or why it does not hold."""
    try:
        import resource
    except ImportError:
        why = f"{sys.platform} has no such limits"
        return dict.fromkeys(("memory", "processor time", "output", "new processes"), why)
    kilobyte, megabyte = 1000, 1 << 20
    wanted = {
        "memory": ("RLIMIT_AS", told["memory_mb"] * megabyte),
        "processor time": ("RLIMIT_CPU", told["cpu"]),
        "output": ("RLIMIT_FSIZE", told["output_kb"] * kilobyte),
        "new processes": ("RLIMIT_NPROC", 0),
        "dumps": ("RLIMIT_CORE", 0),
        "handles": ("RLIMIT_NOFILE", 64),
    }
    held = {}
    for name, (which, value) in wanted.items():
        try:
            number = getattr(resource, which)
            most = resource.getrlimit(number)[1]
            value = int(value) if most == resource.RLIM_INFINITY else min(int(value), most)
            resource.setrlimit(number, (value, value))
            held[name] = ""
        except (AttributeError, ValueError, OSError) as error:
            held[name] = f"{type(error).__name__}: {error}"
    if sys.platform == "darwin" and not held["memory"]:
        held["memory"] = "macOS does not enforce RLIMIT_AS"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and not held["new processes"]:
        held["new processes"] = "RLIMIT_NPROC is not enforced for root"
    return {name: why for name, why in held.items() if name not in ("dumps", "handles")}


def shut_in(told, code):
    """Separate this process from the machine as far as the kernel allows; say what holds."""
    names = ("network", "other files", "other processes")
    if not sys.platform.startswith("linux") or told["open"]:
        why = "switched off" if told["open"] else f"{sys.platform} has no namespaces"
        return dict.fromkeys(names, why)
    try:
        namespaces = module_of(code)
    except ImportError as error:
        return dict.fromkeys(names, str(error))
    refused = namespaces.separate()
    files = refused or namespaces.own_root(
        os.path.join(told["folder"], "root"),
        [told["packages"], *told["readable"]],
        told["hidden"],
        told["space"],
    )
    rights = refused or namespaces.give_up_rights()
    return dict(zip(names, (refused, files or rights, refused), strict=True))


def filter_calls(told, code):
    """Filter the system calls, as the last step; say what that makes sure of."""
    if not sys.platform.startswith("linux") or told["open"]:
        return {}
    try:
        refused = module_of(code).refuse()
    except ImportError:
        return {}
    return {} if refused else {"new processes": "", "network": ""}


class Lab:
    """The notebook's names, and the three things that can be asked for."""

    def __init__(self, channel, wire, running):
        self.channel, self.wire, self.running, self.number = channel, wire, running, 0
        self.names = {"__name__": "notebook", "__builtins__": __builtins__}

    def serve(self):
        """Do what is asked for until nobody asks."""
        while True:
            try:
                message, block = self.channel.receive()
            except EOFError:
                return
            self.number = message["number"]
            self.tell(*getattr(self, f"do_{message['do']}")(message, block))

    def tell(self, message, blocks=()):
        """Send a message that answers the last request."""
        self.channel.send({**message, "number": self.number}, blocks)

    def do_define(self, message, _):
        """Run the definitions; what needs a name that comes later waits for it."""
        cells, pieces = message["cells"], message["pieces"]
        trees = {}
        for cell, text in cells.items():
            name = f"<code cell {cell}>"
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
            trees[cell] = ast.parse(text).body
        failed, bound, waiting = [], {}, list(enumerate(pieces))
        while waiting:
            left = []
            for place, (cell, index, names) in waiting:
                if names and all(bound.get(name, -1) > place for name in names):
                    continue  # defined again further down
                problem = self.define(trees[str(cell)][index], f"<code cell {cell}>")
                if problem is None:
                    bound.update(dict.fromkeys(names, place))
                elif problem.startswith("NameError"):
                    left.append((place, (cell, index, names), problem))
                else:
                    failed.append([cell, problem])
            if len(left) == len(waiting):
                failed += [[piece[0], problem] for _, piece, problem in left]
                break
            waiting = [entry[:2] for entry in left]
        return ({"failed": failed},)

    def define(self, node, name):
        """Run one statement; return nothing, or what it raised."""
        try:
            exec(compile(ast.Module([node], []), name, "exec"), self.names)
        except BaseException as error:
            return f"{type(error).__name__}: {error}"[:300]
        return None

    def do_call(self, message, block):
        """Call the answer on the case; return its outputs or why there are none."""
        Stopped = self.running.Stopped
        try:
            for handle in (1, 2):
                os.ftruncate(handle, 0)
                os.lseek(handle, 0, 0)
        except OSError:
            pass  # output goes to the null device here
        try:
            asks = [Ask(self, k) for k in range(message["functions"])]
            case = tuple(self.wire.unpacked(message["case"], block, asks))
            answer = eval(compile(message["answer"], "<answer>", "eval"), self.names)
            outputs = self.running.run(answer, case, tuple(message["parameters"]), message["count"])
            values, blocks = self.wire.packed(outputs, message["most"])
        except Stopped as stopped:
            return ({"stopped": [stopped.kind, stopped.says[:1000]]},)
        except self.wire.Broken as broken:
            return ({"stopped": ["shape", f"{broken}."]},)
        except NameError as error:
            return ({"stopped": ["missing", f"{error}"[:300]]},)
        except BaseException as error:
            return ({"stopped": ["raised", f"it stopped with {type(error).__name__}."]},)
        return {"outputs": values}, blocks


class Ask:
    """Stands for a function among the arguments: the grader computes its value."""

    def __init__(self, lab, place):
        self.lab, self.place = lab, place

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *arguments):
        """Ask for the value and wait for it."""
        values, blocks = self.lab.wire.packed(arguments)
        self.lab.tell({"ask": self.place, "arguments": values}, blocks)
        message, block = self.lab.channel.receive()
        if "error" in message:
            raise ValueError(message["error"])
        return self.lab.wire.unpacked(message["value"], block)[0]


def redirect(folder):
    """Keep the pipes for the grader; what the submission prints goes into a small file."""
    os.chdir(folder)
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    output = os.devnull if sys.platform == "win32" else "output"
    for path, flags, handles in (
        (os.devnull, os.O_RDONLY, (0,)),
        (output, os.O_RDWR | os.O_CREAT, (1, 2)),
    ):
        opened = os.open(path, flags, 0o600)
        for handle in handles:
            os.dup2(opened, handle)
        os.close(opened)
    return pipes


def main():
    """Shut this process in, say what holds, and serve."""
    told = json.loads(sys.argv[1])
    del sys.argv[1:]
    codes = {name: code_of(path) for name, path in told["files"].items()}
    held = shut_in(told, codes["namespaces"])  # before NumPy: its threads would forbid it
    pipes = redirect(told["folder"] if held["other files"] else "/tmp")
    held |= limit(told)
    sys.path.append(told["packages"])
    wire, running = module_of(codes["wire"]), module_of(codes["running"])
    held |= filter_calls(told, codes["calls"])
    channel = wire.Channel(*pipes)
    channel.send({"held": held, "number": 0})
    Lab(channel, wire, running).serve()


if __name__ == "__main__":
    main()
