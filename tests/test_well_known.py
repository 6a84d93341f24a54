"""What programs find at addresses agreed upon: robots.txt and security.txt."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from home.models import SiteSettings
from tests.factories import AuthorFactory, HomeFactory
from tests.reading import read, words

pytestmark = pytest.mark.any_database

ROBOTS, SECURITY = "/robots.txt", "/.well-known/security.txt"
SETTINGS = "/admin/settings/home/sitesettings/"


@pytest.fixture
def public(home):
    """The site as others know it."""
    Site.objects.update(hostname="testserver", port=443)


@pytest.fixture
def contact(home):
    """Says where holes are told of."""

    def say(value):
        SiteSettings.objects.update_or_create(site=Site.objects.get(), defaults={"security_contact": value})

    return say


@pytest.fixture
def greeted_by(home):
    def greet(**fields):
        home.author = AuthorFactory(**fields)
        home.save()

    return greet


def lines(client, address, **options):
    answer = client.get(address, **options)
    assert answer.status_code == 200
    return answer.content.decode().splitlines()


def fields(client):
    return dict(line.split(": ", 1) for line in lines(client, SECURITY))


@pytest.mark.parametrize("address", [ROBOTS, SECURITY])
def test_program_reads_plain_text_that_it_may_keep(client, home, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, no-cache"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert not answer.cookies
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_robot_may_read_everything_but_what_is_for_people(client, public):
    assert lines(client, ROBOTS) == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /_util/",
        "Disallow: /search/",
        "",
        "Sitemap: https://testserver/sitemap.xml",
    ]


def test_each_site_speaks_of_itself(client, root, public, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    Site.objects.create(hostname="other.example.org", port=8080, root_page=HomeFactory(parent=root, slug="other"))
    there = {"headers": {"host": "other.example.org:8080"}}
    assert lines(client, ROBOTS, **there)[-1] == "Sitemap: http://other.example.org:8080/sitemap.xml"
    assert "Canonical: http://other.example.org:8080/.well-known/security.txt" in lines(client, SECURITY, **there)
    assert fields(client)["Canonical"] == "https://testserver/.well-known/security.txt"


@pytest.mark.parametrize("address", [ROBOTS, SECURITY])
def test_nothing_is_said_where_no_site_answers(client, home, address):
    Site.objects.all().delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("security@example.org", "mailto:security@example.org"),
        ("mailto:security@example.org", "mailto:security@example.org"),
        ("https://example.org/holes?a=b", "https://example.org/holes?a=b"),
        ("https://bücher.example/löcher", "https://b%C3%BCcher.example/l%C3%B6cher"),
    ],
)
def test_finder_of_a_hole_is_told_what_the_owner_says(client, contact, given, told):
    contact(given)
    assert fields(client)["Contact"] == told


def test_finder_of_a_hole_is_led_to_the_author_of_the_home_page_else_to_the_page(client, public, greeted_by):
    assert fields(client)["Contact"] == "https://testserver/"
    greeted_by(reach=[("other", {"label": "By post", "text": "PO Box 41"}), ("email", "ines@example.org")])
    assert fields(client)["Contact"] == "mailto:ines@example.org"
    greeted_by(reach=[("profile", {"label": "Web", "text": "ines", "url": "https://example.org/"})])
    assert fields(client)["Contact"] == "https://testserver/"
    greeted_by(reach=[("email", "gone@example.org")], live=False)
    assert fields(client)["Contact"] == "https://testserver/"


@pytest.mark.parametrize("month", range(1, 13))
def test_answer_runs_out_in_3_to_12_months_and_stays_the_same_for_days(client, home, monkeypatch, month):
    def on(day):
        now = datetime.datetime(2027, month, day, 23, 59, tzinfo=datetime.UTC)
        monkeypatch.setattr("home.well_known.timezone.now", lambda: now)
        return now, fields(client)["Expires"]

    first, later = on(1), on(28)
    assert first[1] == later[1]
    expires = datetime.datetime.fromisoformat(first[1])
    for now, _ in (first, later):
        assert datetime.timedelta(days=92) < expires - now < datetime.timedelta(days=365)


def test_finder_of_a_hole_knows_which_language_to_write(client, home, settings):
    assert fields(client)["Preferred-Languages"] == "en"
    settings.LANGUAGE_CODE = "de"
    assert fields(client)["Preferred-Languages"] == "de"


def test_old_address_leads_to_the_one_agreed_upon(client, home):
    answer = client.get("/security.txt")
    assert (answer.status_code, answer["Location"]) == (301, SECURITY)


@pytest.mark.parametrize(
    "value",
    [
        "somebody",
        "http://example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:",
        "mailto:a@example.org?subject=x",
        "https://",
        "a@example.org\nContact: mailto:b@example.org",
        "https://example.org/\r\nExpires: never",
        " a@example.org",
    ],
)
def test_contact_that_is_none_is_refused_with_a_sentence(value):
    with pytest.raises(ValidationError, match="Give an email address, or a full address that begins with https://"):
        SiteSettings._meta.get_field("security_contact").run_validators(value)


def test_owner_says_in_the_settings_where_holes_are_told_of(owner, home):
    page = read(owner.get(SETTINGS, follow=True))
    assert page.select_one("input[name=security_contact]")
    assert "Where somebody who finds a hole in the site can tell you" in words(page.body)
