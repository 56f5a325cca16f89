"""Shut a process in: its own users, processes, network and files, where the kernel allows (Linux).

The grader's child loads this file alone, before anything else; it imports nothing of the package.
"""

import ctypes
import os
import signal

NEW_FILES, NEW_NAMES, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
ALL = NEW_FILES | NEW_NAMES | NEW_IPC | NEW_USERS | NEW_PROCESSES | NEW_NETWORK

READ_ONLY, NO_SETUID, NO_DEVICES, REMOUNT, BIND = 1, 2, 4, 32, 4096
RECURSIVE, PRIVATE, RELATIVE_TIMES = 16384, 1 << 18, 1 << 21
DETACH = 2
KEPT = NO_SETUID | NO_DEVICES | 8 | 1024 | 2048  # flags of a mount that may not be taken off again
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
SET_CAPABILITIES = {"x86_64": 126, "aarch64": 91}
PARENT_DIES, NO_NEW_RIGHTS = 1, 38  # options of prctl

#: what Python and the compiled parts of NumPy may read
SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/alternatives")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def call(name, *arguments):
    """Call a function of the C library; raise OSError where it fails."""
    # Every pointer and length is 64 bits wide: without a type ctypes would pass 32.
    given = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*given)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def system_call(numbers, *arguments):
    """Call the kernel by number."""
    if os.uname().machine not in numbers:
        raise OSError(0, f"unknown machine {os.uname().machine}")
    return call("syscall", numbers[os.uname().machine], *arguments)


def mount(source, target, kind="none", flags=0, options=None):
    """Mount something; names are text."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    call("mount", *texts, flags, options and options.encode())


def separate():
    """Leave the users, processes, network and files of the machine; go on as process 1 of its own.

    Returns
    -------
    str
        Nothing, or why the kernel refuses. The calling process waits for the new one and ends with
        it, so only the new one returns.
    """
    user, group = os.geteuid(), os.getegid()
    try:
        call("unshare", ALL)
    except (OSError, AttributeError) as error:
        return str(error)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"0 {user} 1"),
        ("gid_map", f"0 {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    call("prctl", PARENT_DIES, int(signal.SIGKILL), 0, 0, 0)
    inner = os.fork()
    if inner:
        for handle in (0, 1, 2):
            os.close(handle)  # whoever reads our pipes must see the inner process end
        _, status = os.waitpid(inner, 0)
        if os.WIFSIGNALED(status):
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
            os.kill(os.getpid(), os.WTERMSIG(status))
        os._exit(os.waitstatus_to_exitcode(status) & 255)
    call("prctl", PARENT_DIES, int(signal.SIGKILL), 0, 0, 0)
    return ""


def own_root(folder, readable, hidden, space):
    """Make a folder the root of all files, with the system's libraries in it, read only.

    Parameters
    ----------
    folder : str
        An empty folder; becomes ``/``, in memory.
    readable : list of str
        Further folders that stay readable under their names.
    hidden : list of str
        Folders within the readable ones that are emptied.
    space : int
        Bytes that may be written.

    Returns
    -------
    str
        Nothing, or why the kernel refuses.
    """
    try:
        mount(None, "/", flags=RECURSIVE | PRIVATE)
        mount("tmpfs", folder, "tmpfs", NO_SETUID | NO_DEVICES, f"size={space},nr_inodes=4000")
        for path in SYSTEM:
            _show(path, folder)
        for path in readable[1:]:
            _show(path, folder)
        for path in hidden:
            if os.path.isdir(folder + path) and not os.path.islink(folder + path):
                mount("tmpfs", folder + path, "tmpfs", 0, "size=64k")
        _show_packages(readable[0], folder)
        for path in DEVICES:
            _show(path, folder, devices=True)
        _enter(folder)
    except OSError as error:
        return str(error)
    return ""


def _show_packages(packages, root):
    """Show NumPy alone: a folder of links, and what they point to."""
    os.makedirs(root + packages)
    for name in sorted(os.listdir(packages)):
        real = os.path.realpath(os.path.join(packages, name))
        if real not in ("/", root):
            _show(real, root)
        os.symlink(real, os.path.join(root + packages, name))


def _show(path, root, devices=False):
    """Bind one file or folder into the new root under its own name, read only."""
    target = root + path
    if not os.path.exists(path) or (os.path.lexists(target) and not os.path.isdir(target)):
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        open(target, "w").close()
    mount(path, target, flags=BIND | RECURSIVE)
    now = os.statvfs(target).f_flag
    flags = now & KEPT | (RELATIVE_TIMES if now & 4096 else 0)
    if not devices:
        flags |= READ_ONLY
    mount(None, target, flags=REMOUNT | BIND | NO_SETUID | flags)


def _enter(folder):
    """Make the folder the root, and let go of all other files."""
    for name in ("old", "proc", "tmp"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    try:
        mount("proc", os.path.join(folder, "proc"), "proc", NO_SETUID | NO_DEVICES | 8)
    except OSError:
        pass  # some containers refuse; then it stays empty, which is as good
    system_call(PIVOT_ROOT, os.fsencode(folder), os.fsencode(os.path.join(folder, "old")))
    os.chdir("/")
    call("umount2", b"/old", DETACH)
    os.rmdir("/old")
    os.chdir("/tmp")


def give_up_rights():
    """Keep no right of an administrator, and gain none.

    Returns
    -------
    str
        Nothing, or why the kernel refuses.
    """
    try:
        call("prctl", NO_NEW_RIGHTS, 1, 0, 0, 0)
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
        system_call(SET_CAPABILITIES, header, (ctypes.c_uint32 * 6)())
    except (OSError, AttributeError) as error:
        return str(error)
    return ""
