"""*Posts* in the admin: one flat list of the posts of all blogs, and the way to a new one."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_modeladmin.helpers import (
    DjangoORMSearchHandler,
    PageAdminURLHelper,
    PageButtonHelper,
    PagePermissionHelper,
)
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import ChooseParentView, CreateView, IndexView

from blog.admin.filters import AuthorFilter, CreditFilter, QuestionFilter, StateFilter, TopicFilter, YearFilter
from blog.admin.lines import lines_for
from blog.admin.states import with_states, words_for_state
from blog.admin.titled import titled
from blog.models import BlogPage, BlogPageAuthor

AnyUser = User | AnonymousUser
POLICY = PagePermissionPolicy(BlogPage)
MAY_SEE = {"add", "change", "publish"}


def may_write(user: AnyUser) -> bool:
    """Whether ``user`` may add a post somewhere."""
    return POLICY.user_has_permission(user, "add")


def may_edit_all(user: AnyUser) -> bool:
    """Whether ``user`` answers for other people's pages too: an editor or an owner, not a writer."""
    return POLICY.user_has_permission(user, "publish")


class PostPermissions(PagePermissionHelper):
    """Wagtail's, asked without a query for each post."""

    def user_can_list(self, user: AnyUser) -> bool:
        return POLICY.user_has_any_permission(user, MAY_SEE)

    def user_can_create(self, user: AnyUser) -> bool:
        return may_write(user)

    def user_can_edit_obj(self, user: AnyUser, obj: BlogPage) -> bool:
        return POLICY.user_has_permission_for_instance(user, "change", obj)


class PostButtons(PageButtonHelper):
    """The title leads to the editor, where everything else can be done with a post."""

    def get_buttons_for_obj(self, obj: BlogPage, **kwargs: Any) -> list[dict[str, Any]]:
        if not obj.live:
            return []
        label = gettext("Look at it")
        title = f"{label}: {obj.get_admin_display_title()}"
        return [{"label": label, "url": obj.get_url(self.request), "title": title, "classname": "look"}]


def breadcrumbs(here: str) -> list[dict[str, str]]:
    return [{"url": reverse("wagtailadmin_home"), "label": gettext("Home")}, {"url": "", "label": here}]


class OwnFiltersView(IndexView):
    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Only what our filters ask for: any other name would be looked up in the database, passwords included."""
        names = {spec.parameter_name for spec in self.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in names}

    @property
    def narrowed(self) -> bool:
        return bool(self.query or any(spec.value() for spec in self.filter_specs))


class PostsView(OwnFiltersView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        posts = list(context["object_list"])
        lines = lines_for(posts)
        for post in posts:
            post.line = lines[post.pk]
        return context | {
            "object_list": posts,
            "breadcrumbs_items": breadcrumbs(gettext("Posts")),
            "header_buttons": self._ways_to_write(),
        }

    def _ways_to_write(self) -> list[HeaderButton]:
        blogs = self.permission_helper.get_valid_parent_pages(self.request.user).count()
        buttons = [HeaderButton(gettext("Write a post"), self.create_url, icon_name="plus")]
        if blogs > 1:
            elsewhere = self.url_helper.get_action_url("choose_parent")
            buttons.append(HeaderButton(gettext("In another blog"), elsewhere, icon_name="plus"))
        return buttons if blogs else []


class WritePostView(CreateView):
    """Straight to a new draft: in the only blog there is to write in, else where this person last wrote.

    The address may say what its ``title`` is.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        blog = blog_to_write_in(request.user, self.permission_helper.get_valid_parent_pages(request.user))
        if blog is None:
            return redirect(titled(self.url_helper.get_action_url("choose_parent"), request))
        return redirect(titled(write_in(blog, self.url_helper), request))


class ChooseBlogView(ChooseParentView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        blogs = self.permission_helper.get_valid_parent_pages(request.user)
        addresses = [titled(write_in(blog, self.url_helper), request) for blog in blogs]
        titles = [blog.get_admin_display_title() for blog in blogs]
        choices = [{"title": title, "url": address} for title, address in zip(titles, addresses, strict=True)]
        context = {"blogs": choices, "breadcrumbs_items": breadcrumbs(gettext("Write a post"))}
        return self.render_to_response(self.get_context_data(**context))


def write_in(blog: Page, addresses: PageAdminURLHelper) -> str:
    return addresses.get_action_url("add", BlogPage._meta.app_label, BlogPage._meta.model_name, blog.pk)


def blog_to_write_in(user: AnyUser, blogs: QuerySet[Page]) -> Page | None:
    """None when somebody who may write in several blogs has not written in any of them yet."""
    found = list(blogs)
    if not found:
        raise PermissionDenied
    if len(found) == 1:
        return found[0]
    last = BlogPage.objects.filter(owner=user).order_by("-pk").first()
    return next((blog for blog in found if last and last.is_child_of(blog)), None)


class PostSearch(DjangoORMSearchHandler):
    """Each word asks the database for four fields more: too many of them are an error there."""

    MOST_WORDS = 24

    def search_queryset(self, queryset: QuerySet[BlogPage], search_term: str, **kwargs: Any) -> QuerySet[BlogPage]:
        words = search_term.split()[: self.MOST_WORDS]
        return super().search_queryset(queryset, " ".join(words), **kwargs)


class PostAdmin(ModelAdmin):
    model = BlogPage
    base_url_path = "posts"
    menu_label = _("Posts")
    menu_item_name = "posts"
    menu_icon = "doc-full-inverse"
    menu_order = 20
    list_display = ("headline", "day", "authors", "topic_names", "state", "credits")
    list_filter = (StateFilter, AuthorFilter, TopicFilter, YearFilter, QuestionFilter, CreditFilter)
    list_per_page = 20
    empty_value_display = ""
    ordering = ("-date", "-time", "-pk")
    search_fields = ("title", "draft_title", "introduction", "excerpt")
    search_handler_class = PostSearch
    index_view_class = PostsView
    create_view_class = WritePostView
    choose_parent_view_class = ChooseBlogView
    permission_helper_class = PostPermissions
    button_helper_class = PostButtons

    def get_queryset(self, request: HttpRequest) -> QuerySet[BlogPage]:
        """The posts that Wagtail would let this person come to."""
        authorships = Prefetch("post_authors", queryset=BlogPageAuthor.objects.all())
        posts = POLICY.instances_user_has_any_permission_for(request.user, MAY_SEE)
        return with_states(posts).prefetch_related(authorships, "topics").order_by(*self.ordering)

    @display(description=_("Title"), ordering="title")
    def headline(self, post: BlogPage) -> str:
        return post.get_admin_display_title()

    @display(description=_("Date"), ordering="date")
    def day(self, post: BlogPage) -> Any:
        return post.line.date

    @display(description=_("Author(s)"))
    def authors(self, post: BlogPage) -> str:
        return ", ".join(str(author) for author in post.line.authors)

    @display(description=_("Topics"))
    def topic_names(self, post: BlogPage) -> str:
        return ", ".join(str(topic) for topic in post.line.topics)

    @display(description=_("State"))
    def state(self, post: BlogPage) -> SafeString:
        return format_html('<span class="state state--{}">{}</span>', post.state, words_for_state(post))

    @display(description=_("Pictures"))
    def credits(self, post: BlogPage) -> str:
        count = post.line.uncredited
        if not count:
            return ""
        sentence = ngettext("%(count)s picture needs a credit", "%(count)s pictures need a credit", count)
        return format_html('<span class="credit-state credit-state--needed">{}</span>', sentence % {"count": count})
