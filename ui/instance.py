"""One window per book: a second start raises the first window and goes.

The lock itself is the database's; this is only how the second process reaches the first.
"""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000


def _name(book: Path) -> str:
    return "bridgebook-" + hashlib.sha256(os.path.realpath(book).encode()).hexdigest()[:24]


def raise_other(book: Path) -> bool:
    """Ask the window that has this book to come to the front; False when nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(_name(book))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    socket.write(f"raise {token}\n".encode())
    sent = socket.waitForBytesWritten(_WAIT_MS)
    # Closing at once would throw away what the other side has not read yet.
    answered = sent and socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return bool(answered)


class Doorbell(QObject):
    """Hears second starts for an open book."""

    rung = Signal(str)  # the activation token, or an empty text

    def __init__(self, book: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # We hold the book's lock: a socket of this name can only be left from a crash.
        QLocalServer.removeServer(_name(book))
        self._server.listen(_name(book))

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        words = bytes(socket.readLine().data()).decode(errors="replace").split()
        socket.write(b"ok\n")
        socket.flush()
        if words[:1] == ["raise"]:
            self.rung.emit(words[1] if len(words) > 1 else "")
