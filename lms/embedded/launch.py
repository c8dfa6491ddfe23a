"""Run a program that must not outlive its parent, and never as root where it refuses root.

Run as a script by `processes.spawn`, with the standard library only:
launch.py <signal when the parent dies> <pid of the parent> <identity> <program> [arguments]
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def enter_namespace() -> None:
    """Look like an ordinary user to the program, while files still belong to us."""
    uid, gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are refused here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def become_nobody() -> None:
    """Give up root for good."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def die_with_parent(death_signal: int, parent: int) -> None:
    """Ask the kernel for a signal when the parent ends, and notice a parent that ended already."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() not in {parent, 0}:
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Take on the identity, tie our life to the parent's and become the program."""
    death_signal, parent, identity, *program = sys.argv[1:]
    if identity == "namespace":
        enter_namespace()
    elif identity == "nobody":
        become_nobody()
    # After the change of identity, because the kernel forgets the wish when rights change.
    die_with_parent(int(death_signal), int(parent))
    os.execvp(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main()
