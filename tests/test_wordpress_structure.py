"""How the old blog wrote its addresses is told from its posts."""

import pytest

from wordpress.addresses.structure import other_paths, structure_of
from wordpress.wxr.facts import Item, Term

TEA = Term("category", "tea", "Tea")
CUPS = Term("category", "cups", "Cups", parent="tea")


def post(number, link, slug, date="2009-04-12 10:20:30", **fields):
    fields = {"type": "post", "status": "publish", "creator": "Jane Doe", "terms": (TEA, CUPS)} | fields
    return Item(number, wp_id=number, link=f"https://example.org{link}", slug=slug, date=date, **fields)


STRUCTURES = {
    "/%year%/%monthnum%/%postname%/": ["/2009/04/kettle/", "/2011/12/cup/"],
    "/%year%/%monthnum%/%day%/%postname%/": ["/2009/04/12/kettle/", "/2011/12/01/cup/"],
    "/%postname%/": ["/kettle/", "/cup/"],
    "/%postname%": ["/kettle", "/cup"],
    "/%postname%.html": ["/kettle.html", "/cup.html"],
    "/archives/%post_id%": ["/archives/101", "/archives/102"],
    "/archives/%post_id%/": ["/index.php/archives/101/", "/index.php/archives/102/"],
    "/%category%/%postname%/": ["/tea/kettle/", "/tea/cups/cup/"],
    "/%author%/%postname%/": ["/jane-doe/kettle/", "/jane-doe/cup/"],
    "/%year%/%post_id%/%postname%/": ["/2009/101/kettle/", "/2011/102/cup/"],
    "": ["/?p=101", "/?p=102"],
}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_structure_is_told_from_two_posts(structure):
    first, second = STRUCTURES[structure]
    posts = [post(101, first, "kettle"), post(102, second, "cup", date="2011-12-01 00:00:00")]
    assert structure_of(posts) == structure


def test_few_odd_posts_don_t_change_it():
    posts = [post(number, f"/2009/04/post-{number}/", f"post-{number}") for number in range(100, 110)]
    odd = [
        post(1, "/2009/04/12/", "12"),
        post(2, "/elsewhere/", "renamed"),
        post(3, "/?p=3", "draft", status="draft"),
        post(4, "/a/b/c/d/e/f/g/h/i/j/k/", "k"),
        post(5, "", ""),
    ]
    assert structure_of([*odd, *posts]) == "/%year%/%monthnum%/%postname%/"


def test_year_that_all_posts_share_is_read_as_a_year_all_the_same():
    assert structure_of([post(101, "/2009/kettle/", "kettle"), post(102, "/2009/cup/", "cup")]) == "/%year%/%postname%/"


def test_slug_in_another_script_is_known_in_its_encoded_form():
    assert structure_of([post(101, "/2009/04/%e3%81%8a%E8%8C%B6/", "お茶")]) == "/%year%/%monthnum%/%postname%/"


def test_blog_in_a_folder_has_its_structure_below_it():
    assert (
        structure_of([post(101, "/journal/2009/04/kettle/", "kettle")], "journal") == "/%year%/%monthnum%/%postname%/"
    )


def test_nothing_is_told_from_nothing():
    assert structure_of([]) == ""
    assert structure_of([post(101, "/kettle/", "kettle", type="page")]) == ""


def test_renamed_post_is_found_under_its_former_names():
    item = post(101, "/2009/04/kettle/", "kettle", meta=(("_wp_old_slug", "kettel"), ("_wp_old_slug", "pot%e9")))
    assert other_paths(item, "/%year%/%monthnum%/%postname%/") == ["2009/04/kettel", "2009/04/poté"]
    assert other_paths(post(101, "/k.html", "k", meta=(("_wp_old_slug", "j"),)), "/%postname%.html") == ["j.html"]
    assert other_paths(post(101, "/?p=101", "k", meta=(("_wp_old_slug", "j"),)), "") == []


def test_post_is_found_in_each_of_its_categories():
    item = post(101, "/journal/tea/cups/kettle/", "kettle")
    assert other_paths(item, "/%category%/%postname%/", "journal") == ["journal/tea/kettle", "journal/cups/kettle"]


def test_attachment_is_found_at_the_address_of_its_file():
    file = "https://files.example.org/wp-content/uploads/2009/04/Pot%20one.jpg"
    item = post(9, "/2009/04/kettle/pot/", "pot", type="attachment", attachment_url=file)
    assert other_paths(item, "/%postname%/") == ["wp-content/uploads/2009/04/pot one.jpg"]
