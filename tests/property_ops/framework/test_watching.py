"""Work that takes long is seen to go on: on a terminal by one line that is kept, elsewhere by a line now and then."""

from io import StringIO

from property_ops.framework.watching import EVERY_MINUTE, EVERY_SECOND, Watched


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_line_is_wiped_before_anything_else_is_printed():
    terminal = Terminal()
    watch = Watched(terminal, lambda seconds: f"after {seconds} s")
    watch.show()
    with watch.clear():
        terminal.write("done\n")
    watch.show()
    watch.end()
    assert watch.pause == EVERY_SECOND
    assert terminal.getvalue() == "\rafter 0 s\x1b[K\r\x1b[Kdone\n\rafter 0 s\x1b[K\r\x1b[K"


def test_in_a_pipe_it_is_a_line_a_minute():
    pipe = StringIO()
    watch = Watched(pipe, lambda seconds: f"after {seconds} s")
    watch.show()
    with watch.clear():
        pipe.write("done\n")
    watch.end()
    assert watch.pause == EVERY_MINUTE
    assert pipe.getvalue() == "after 0 s\ndone\n"
