import ssl

import pytest

from tests.wordpress_old_server import PUBLIC, OldServer, content, dripped, status, tls_for_old_example, whole
from wordpress.media import connection, fetching
from wordpress.media.fetching import Fetched, Fetcher, Refused
from wordpress.media.public_addresses import is_public

PICTURE = "http://old.example/a.jpg"


@pytest.fixture
def server():
    with OldServer() as server:
        server.answers["/a.jpg"] = whole(b"picture")
        yield server


@pytest.fixture
def in_a_hurry(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS_FOR_A_FILE", 0.5)


def reason(found):
    assert isinstance(found, Refused)
    return found.reason


def test_a_file_is_fetched_from_where_the_old_blog_stands(server):
    found = server.fetcher().fetch(PICTURE)
    assert isinstance(found, Fetched)
    assert found.file.read() == b"picture"
    assert found.address == PICTURE


def test_its_name_is_looked_up_once_and_what_was_found_is_connected_to(server):
    found = iter([[PUBLIC], ["127.0.0.1"]])
    fetcher = server.fetcher(found=lambda host: next(found))
    assert isinstance(fetcher.fetch(PICTURE), Fetched)
    assert server.looked_up == ["old.example"]
    assert server.dialled == [(PUBLIC, 80)]
    assert server.asked[0][0] == "old.example"


def test_the_next_of_its_addresses_is_tried_where_one_does_not_answer(server):
    def dial(address, seconds):
        if address[0] != PUBLIC:
            raise OSError
        return server.dial(address, seconds)

    fetcher = Fetcher(["old.example"], resolve=lambda host, port: ["2606:2800:21f::1", PUBLIC], dial=dial)
    assert isinstance(fetcher.fetch(PICTURE), Fetched)


def test_nothing_is_unpacked_on_the_way(server):
    server.answers["/a.jpg"] = content(b"\x1f\x8b packed", Content_Encoding="gzip", Content_Length="9")
    assert server.fetcher().fetch(PICTURE).file.read() == b"\x1f\x8b packed"
    assert server.asked[0][2]["Accept-Encoding"] == "identity"


def test_proxies_of_the_environment_are_not_used(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(server.fetcher().fetch(PICTURE), Fetched)
    assert server.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("address", "asked_for"),
    [
        ("http://old.example/caf\u00e9 1.jpg", "/caf%C3%A9%201.jpg"),
        ("http://old.example/caf%C3%A9.jpg?a=1&b=\u00e9", "/caf%C3%A9.jpg?a=1&b=%C3%A9"),
        ("http://old.example", "/"),
        ("http://old.example/a\r\nHost: elsewhere.example\r\n.jpg", "/aHost:%20elsewhere.example.jpg"),
        ("http://old.example/a.jpg#part", "/a.jpg"),
    ],
)
def test_an_address_is_asked_for_as_servers_understand_it(server, address, asked_for):
    server.fetcher().fetch(address)
    assert [path for _host, path, _headers in server.asked] == [asked_for]


@pytest.mark.parametrize("allowed", ["www.old.example", "OLD.example.", "old.example"])
@pytest.mark.parametrize("host", ["old.example", "www.old.example", "OLD.EXAMPLE"])
def test_a_host_is_the_same_with_and_without_www(server, allowed, host):
    assert isinstance(server.fetcher(allowed).fetch(f"http://{host}/a.jpg"), Fetched)


def test_names_in_other_letters_are_looked_up_as_servers_know_them(server):
    assert isinstance(server.fetcher("b\u00fccher.example").fetch("http://b\u00fccher.example/a.jpg"), Fetched)
    assert server.looked_up == ["xn--bcher-kva.example"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://old.example/a.jpg", "begin with https"),
        ("file:///etc/hostname", "begin with https"),
        ("gopher://old.example/a.jpg", "begin with https"),
        ("data:image/png;base64,AA", "begin with https"),
        ("//old.example/a.jpg", "begin with https"),
        ("", "begin with https"),
        ("http:///a.jpg", "begin with https"),
        ("http://old.example:22/a.jpg", "usual ports"),
        ("http://old.example:8080/a.jpg", "usual ports"),
        ("http://old.example:99999/a.jpg", "no web address"),
        ("http://[::1/a.jpg", "no web address"),
        ("http://me@old.example/a.jpg", "name or password"),
        ("http://me:secret@old.example/a.jpg", "name or password"),
        ("http://old.example\\@elsewhere.example/a.jpg", "name or password"),
        ("http://elsewhere.example/a.jpg", "another server"),
        ("http://old.example.elsewhere.example/a.jpg", "another server"),
        ("http://elsewhere.example\\.old.example/a.jpg", "another server"),
        ("http://notold.example/a.jpg", "another server"),
    ],
)
def test_what_is_not_to_be_asked_is_refused_in_words_before_anything_is_looked_up(server, address, words):
    assert words in reason(server.fetcher().fetch(address))
    assert (server.looked_up, server.dialled) == ([], [])


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 2130706433 017700000001 0x7f000001 127.1 0177.0.0.1 0x7f.1 0 localhost 10.0.0.1 169.254.169.254".split(),
)
def test_a_host_of_this_machine_or_its_network_is_not_asked_though_an_export_names_it(server, host):
    """Looked up by the system itself, which knows numbers in all these forms."""
    fetcher = Fetcher([host], dial=server.dial)
    assert "private network" in reason(fetcher.fetch(f"http://{host}/a.jpg"))
    assert server.dialled == []


@pytest.mark.parametrize("host", ["[::1]", "[::ffff:127.0.0.1]", "[fd00::1]", "[::]"])
def test_a_host_that_is_written_as_ipv6_is_none_of_the_old_blog(server, host):
    assert isinstance(Fetcher([host], dial=server.dial).fetch(f"http://{host}/a.jpg"), Refused)
    assert server.dialled == []


NOT_PUBLIC = (
    "127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1 198.18.0.1 "
    "203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 "
    "::ffff:169.254.169.254 ::7f00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 "
    "2002:7f00:1:: 2002:a9fe:a9fe:: 2002:a00:1:: 2001:0:7f00:1:: 2001:db8::1 fc00::1 fd00:ec2::254 fe80::1 "
    "fe80::1%eth0 fec0::1 ff02::1 100::1 metadata.google.internal"
).split()


@pytest.mark.parametrize("address", [*NOT_PUBLIC, ""])
def test_an_address_that_is_not_for_everybody_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_that_is_for_everybody_is_known(address):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_there_is_not_followed_even_if_other_ways_are_public(server, address):
    for found in ([address], [PUBLIC, address]):
        assert "private network" in reason(server.fetcher(found=found).fetch(PICTURE))
    assert server.dialled == []


def test_a_redirect_is_followed_to_a_host_that_may_be_asked(server):
    server.answers["/old.jpg"] = status(301, Location="//www.old.example/a.jpg")
    server.answers["/older.jpg"] = status(302, Location="old.jpg")
    found = server.fetcher().fetch("http://old.example/older.jpg")
    assert found.file.read() == b"picture"
    assert found.address == "http://www.old.example/a.jpg"
    assert server.looked_up == ["old.example", "old.example", "www.old.example"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "another server"),
        ("http://elsewhere.example/a.jpg", "another server"),
        ("http://old.example:6379/", "usual ports"),
        ("http://me:secret@old.example/a.jpg", "name or password"),
        ("file:///etc/hostname", "begin with https"),
        ("http://[", "no web address"),
        ("/again.jpg", "on and on"),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_address(server, location, words):
    server.answers["/again.jpg"] = status(302, Location=location)
    assert words in reason(server.fetcher().fetch("http://old.example/again.jpg"))
    assert len(server.asked) <= fetching.MOST_REDIRECTS + 1
    assert set(server.dialled) == {(PUBLIC, 80)}


def test_a_redirect_to_a_name_that_leads_inside_is_not_followed(server):
    server.answers["/a.jpg"] = status(302, Location="http://files.example/a.jpg")
    fetcher = server.fetcher(
        "old.example", "files.example", found=lambda host: ["10.0.0.1" if host == "files.example" else PUBLIC]
    )
    assert "private network" in reason(fetcher.fetch(PICTURE))
    assert server.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (404, "not there any more"),
        (403, "not there any more"),
        (500, "a fault of its own"),
        (304, "not there any more"),
    ],
)
def test_what_is_no_file_is_refused_in_words(server, code, words):
    server.answers["/a.jpg"] = status(code)
    assert words in reason(server.fetcher().fetch(PICTURE))


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "2000"}, {"Content_Length": "nonsense"}])
def test_a_file_that_is_too_large_is_refused_whether_it_says_so_or_not(server, monkeypatch, headers):
    monkeypatch.setattr(fetching, "MOST_OF_A_FILE", 1999)
    server.answers["/a.jpg"] = content(b"x" * 2000, **headers)
    assert "larger than" in reason(server.fetcher().fetch(PICTURE))


def test_a_file_without_end_is_refused(server, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_OF_A_FILE", 200_000)
    server.answers["/a.jpg"] = dripped(b"HTTP/1.0 200 OK\r\n\r\n", b"x" * 65536, 0)
    assert "larger than" in reason(server.fetcher().fetch(PICTURE))


def test_a_run_has_an_end(server, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_OF_A_RUN", 10)
    fetcher = server.fetcher()
    assert isinstance(fetcher.fetch(PICTURE), Fetched)
    assert "Enough has been fetched" in reason(fetcher.fetch(PICTURE))


@pytest.mark.parametrize(
    ("piece", "again"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: yes\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    ],
)
def test_a_server_that_takes_for_ever_is_left(server, in_a_hurry, piece, again):
    server.answers["/a.jpg"] = dripped(piece, again)
    assert "takes too long" in reason(server.fetcher().fetch(PICTURE))


def test_a_server_that_says_nothing_is_left(server, monkeypatch):
    monkeypatch.setattr(connection, "READING", 0.1)
    server.answers["/a.jpg"] = dripped(b"", b"")
    assert "takes too long" in reason(server.fetcher().fetch(PICTURE))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Many: yes\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n",
    ],
)
def test_a_file_that_is_cut_off_is_refused_in_words(server, answer):
    server.answers["/a.jpg"] = lambda handler: handler.wfile.write(answer)
    assert "did not come whole" in reason(server.fetcher().fetch(PICTURE))


def test_a_busy_server_is_given_the_time_it_asks_for(server):
    answers = iter([status(429, Retry_After="7"), status(503, Retry_After="9999"), whole(b"picture")])
    server.answers["/a.jpg"] = lambda handler: next(answers)(handler)
    assert isinstance(server.fetcher().fetch(PICTURE), Fetched)
    assert server.waited == [7, 30]


@pytest.mark.parametrize("after", ["", "soon", "-1", "Wed, 21 Oct 2015 07:28:00 GMT", "\u00b2"])
def test_a_server_that_stays_busy_is_asked_later(server, after):
    server.answers["/a.jpg"] = status(503, Retry_After=after)
    assert "too busy" in reason(server.fetcher().fetch(PICTURE))
    assert server.waited == [2, 4]
    assert len(server.asked) == 3


def test_a_server_that_stays_busy_file_after_file_is_given_up(server):
    server.answers["/a.jpg"] = status(429)
    fetcher = server.fetcher()
    for _time in range(5):
        assert "too busy" in reason(fetcher.fetch(PICTURE))
    assert "asked no more" in reason(fetcher.fetch(PICTURE))


def test_a_host_that_fails_again_and_again_is_given_up(server):
    server.answers["/a.jpg"] = status(500)
    fetcher = server.fetcher()
    for _time in range(5):
        assert "a fault of its own" in reason(fetcher.fetch(PICTURE))
    assert "asked no more" in reason(fetcher.fetch(PICTURE))
    assert len(server.asked) == 5


def test_a_host_that_has_lost_some_files_is_not_given_up(server):
    fetcher = server.fetcher()
    for number in range(9):
        fetcher.fetch(f"http://old.example/{number}.jpg")
    assert isinstance(fetcher.fetch(PICTURE), Fetched)


def test_a_host_that_nobody_knows_is_said_to_be_gone(server):
    assert "not to be found" in reason(server.fetcher(found=[]).fetch(PICTURE))


def test_a_host_that_does_not_answer_is_said_not_to():
    def dial(address, seconds):
        raise ConnectionRefusedError

    fetcher = Fetcher(["old.example"], resolve=lambda host, port: [PUBLIC], dial=dial)
    assert "does not answer" in reason(fetcher.fetch(PICTURE))


class TestHttps:
    @pytest.fixture
    def contexts(self, tmp_path):
        return tls_for_old_example(tmp_path)

    @pytest.fixture
    def server(self, contexts):
        with OldServer(contexts[0]) as server:
            server.answers["/a.jpg"] = whole(b"picture")
            yield server

    def test_a_server_proves_that_it_is_the_one(self, server, contexts):
        found = server.fetcher(tls=contexts[1]).fetch("https://old.example/a.jpg")
        assert found.file.read() == b"picture"
        assert server.dialled == [(PUBLIC, 443)]
        assert server.asked[0][0] == "old.example"

    def test_one_with_the_certificate_of_another_is_not_believed(self, server, contexts):
        fetcher = server.fetcher("other.example", tls=contexts[1])
        assert "certificate" in reason(fetcher.fetch("https://other.example/a.jpg"))
        assert server.asked == []

    def test_one_that_only_vouches_for_itself_is_not_believed(self, server):
        assert "certificate" in reason(server.fetcher().fetch("https://old.example/a.jpg"))
        assert server.asked == []

    def test_one_that_speaks_no_tls_is_not_believed(self, contexts):
        with OldServer() as plain:
            assert "certificate" in reason(plain.fetcher(tls=contexts[1]).fetch("https://old.example/a.jpg"))

    def test_certificates_are_looked_at_unless_told_otherwise(self):
        tls = Fetcher(["old.example"])._tls
        assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)
