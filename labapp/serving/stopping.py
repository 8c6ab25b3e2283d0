"""Hearing that the program should end: Ctrl+C, a signal, or the window of the console being closed."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SECONDS_THAT_WINDOWS_WAITS = 4.5
_WINDOW_CLOSED, _SIGNED_OUT, _SHUT_DOWN = 2, 5, 6


@contextmanager
def ending_signals(ended: threading.Event, stopped: threading.Event) -> Iterator[None]:
    """Inside, `ended` is set by whatever asks the program to end; `stopped` tells back that it has.

    To be used in the main thread. A signal that was being ignored (nohup) stays ignored.
    """
    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    heard = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
    previous = {number: signal.signal(number, lambda *_: ended.set()) for number in heard}
    forget_window = _hear_the_window(ended, stopped)
    try:
        yield
    finally:
        forget_window()
        for number, handler in previous.items():
            signal.signal(number, handler)


if sys.platform == "win32":
    import ctypes

    def _hear_the_window(ended: threading.Event, stopped: threading.Event) -> Callable[[], None]:
        """Windows ends the process as soon as its handler returns, so the handler waits for the clean end."""

        def on_event(event: int) -> int:
            if event not in (_WINDOW_CLOSED, _SIGNED_OUT, _SHUT_DOWN):
                return 0
            ended.set()
            stopped.wait(_SECONDS_THAT_WINDOWS_WAITS)
            return 1

        handler = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(on_event)
        set_handler = ctypes.windll.kernel32.SetConsoleCtrlHandler
        set_handler(handler, 1)
        return lambda: set_handler(handler, 0)

else:

    def _hear_the_window(ended: threading.Event, stopped: threading.Event) -> Callable[[], None]:
        """Elsewhere a closed window is a signal like the others."""
        return lambda: None
