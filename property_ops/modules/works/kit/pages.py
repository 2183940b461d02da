"""Pages below that of a work, its parts as a table to measure, and the register of what these are made with."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.kernel.errors import BusinessError
from property_ops.modules.works import selectors
from property_ops.modules.works.public import MakersFigures, MeasuredPart, MeasuredRow


class OfWork(Page):
    """A page below that of a work, among those the user may see."""

    menu = "works"

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.work.kind, self.work.estate.name, self.work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])


class PartForm(RowForm):
    """One measured part: give its `row` and the fields that are its own."""

    row: ClassVar[type[MeasuredRow]]

    place = forms.CharField(label=_("place"), max_length=60, required=False)
    length = Measure(label=_("length (m)"), max_digits=8, decimal_places=2)

    def __init__(self, *args: Any, made_with: Any, figures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = made_with.verbose_name
        self.offer(made_with.name, forms.ModelChoiceField(label=label, queryset=figures, empty_label=None))
        self.order_fields(self.row.columns())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.row(**{name: values[name] for name in self.row.columns()}).check()
            except BusinessError as error:
                self.add_error(None, error.sentence(gettext))
        return values


class MeasurePage(OfWork, RowsPage):
    """The table of a work's parts. Give `title`, `permission_required`, `row_form`, `model`, and `measure(rows)`."""

    row_form: ClassVar[type[PartForm]]
    model: ClassVar[type[MeasuredPart]]
    success_message = _("Saved.")

    @property
    def made_with(self) -> Any:
        return self.model._meta.get_field(self.model.made_with)

    @cached_property
    def figures(self) -> Any:
        """What may be chosen."""
        return selectors.offered(self.made_with.related_model, self.work)

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"made_with": self.made_with, "figures": self.figures}

    def get_initial(self) -> Any:
        names = self.row_form.row.columns()
        return [{name: getattr(part, name) for name in names} for part in selectors.parts_of(self.model, self.work)]

    def form_valid(self, form: Any) -> HttpResponse:
        self.measure([self.row_form.row(**row) for row in form.filled])
        return super().form_valid(form)

    def measure(self, rows: list[Any]) -> None:
        """Call the service."""
        raise NotImplementedError


class FiguresTable(columns.ListTable):
    """`change_url` names the page of one; only those who may change it get there."""

    change_url: ClassVar[str]
    permission: ClassVar[str]

    code = columns.Text(verbose_name=_("code"))
    name = columns.Text(
        verbose_name=_("name"),
        linkify=lambda record, table: (
            reverse(table.change_url, args=[record.pk]) if table.request.user.has_perm(table.permission) else None
        ),
    )
    wastage = columns.Number(verbose_name=_("wastage (%)"))
    lowest_temperature = columns.Number(verbose_name=_("lowest temperature (°C)"))
    in_use = columns.YesNo(verbose_name=_("in use"))


class FiguresList(ListPage):
    """The register: give what a list gives, `new` and `model`."""

    personal_data = False

    table_class: ClassVar[type[FiguresTable]]
    model: type[MakersFigures]
    new: ClassVar[tuple[Any, str]]

    def get_queryset(self) -> Any:
        return self.model._default_manager.order_by("code")


class FiguresForm(forms.ModelForm):
    wastage = Measure(label=_("wastage (%)"), min_value=0, max_value=100, decimal_places=1)
    lowest_temperature = forms.IntegerField(label=_("lowest temperature (°C)"), min_value=-30, max_value=40)


class FiguresPage(FormPage):
    """One of the register, or a new one. Give `register`, `permission_required`, `form_class`, `menu`,
    and `change(figures)`.
    """

    register: ClassVar[type[FiguresList]]
    menu: ClassVar[str]
    success_message = _("Saved.")

    @cached_property
    def figures(self) -> Any:
        model = self.register.model
        if "pk" not in self.kwargs:
            return model()
        return get_object_or_404(model._default_manager.all(), pk=self.kwargs["pk"])

    def get_title(self) -> Any:
        return self.figures.name or self.register.new[0]

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.register.title, self.get_success_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.figures}

    def form_valid(self, form: Any) -> HttpResponse:
        self.change(form.save(commit=False))
        return super().form_valid(form)

    def change(self, figures: Any) -> None:
        """Call the service."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return reverse(self.menu)
