"""What PHP has written down is read, or nothing: never an error, never an object."""

import pytest

from wordpress.wxr.serialized import read

READ = {
    "s:5:\"Hello\";": "Hello",
    "s:0:\"\";": "",
    "i:-12;": -12,
    "d:0.5;": 0.5,
    "b:1;": True,
    "b:0;": False,
    "N;": None,
    "a:0:{}": [],
    'a:2:{i:0;s:1:"a";i:1;i:7;}': ["a", 7],
    'a:2:{i:3;s:1:"a";s:1:"k";N;}': {3: "a", "k": None},
    'a:1:{s:5:"sizes";a:1:{s:5:"thumb";a:2:{s:4:"file";s:5:"a.jpg";s:5:"width";i:150;}}}': {
        "sizes": {"thumb": {"file": "a.jpg", "width": 150}}
    },
    's:7:"D\u00fcrer!";': "Dürer!",  # lengths are those of bytes
    ' s:1:"a";\n': "a",
    's:6:"a";b";x";': 'a";b";x',
}  # fmt: skip
MEASURED_ANEW = {
    's:4:"a\nb";': "a\nb",  # the line end was two bytes
    'a:2:{s:7:"caption";s:8:"D\u00fcrer\u2019s";s:1:"x";i:1;}': {"caption": "Dürer’s", "x": 1},
    'a:1:{i:0;s:99:"short";}': ["short"],
    's:2:"say "so"";': 'say "so"',
}
UNREADABLE = [
    "", "plain", "a:1:{", "a:1:{i:0;}", "a:2:{i:0;i:1;}", 's:5:"Hello', "i:;", "i:x;", "d:x;", "b;", "i:1;i:2;",
    'O:8:"stdClass":0:{}', 'a:1:{i:0;O:3:"Foo":0:{}}', 'C:3:"Foo":0:{}', "R:1;", "a:1:{a:0:{}i:1;}", "a:1:{N;i:1;}",
    "a:999999999:{", "a:-1:{}", "a:1:{i:0;" * 1000, "a:1:{i:0;" * 40 + "N;" + "}" * 40, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_php_wrote_is_read(text):
    assert read(text) == READ[text]


@pytest.mark.parametrize("text", MEASURED_ANEW)
def test_a_wrong_length_is_measured_anew(text):
    assert read(text) == MEASURED_ANEW[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_something_else_is_nothing(text):
    assert read(text) is None
