"""What a dead worker began is handed on when it is found dead, before the next one runs."""

import io
import socket

from property_ops.framework.serving import supervising


class Worker:
    name, restarts = "worker", 0

    def __init__(self) -> None:
        self.lives, self._has_died = False, True

    def tend(self) -> bool:
        died, self._has_died = self._has_died, False
        return died


def test_the_tasks_of_a_dead_worker_are_nobodys_while_the_next_one_is_not_there(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(supervising, "take_up_again", lambda *, living: asked.append(living))
    monkeypatch.setattr(supervising, "tell", lambda state: None)
    with socket.socket() as listener:
        supervisor = supervising.Supervisor(listener, processes=1, log=io.BytesIO())
    supervisor._has_orphans, supervisor._worker_id, supervisor._worker = False, "here/dead", Worker()  # type: ignore[assignment]
    supervisor._tend_background()
    supervisor._worker.lives = True
    supervisor._tend_background()
    assert asked == [""], "once, and not in the name of the dead one"
