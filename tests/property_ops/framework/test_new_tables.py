"""Tables of a new app are rendered one by one, and the models around them still know each other."""

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from property_ops.framework.new_tables import NewTables


class House(NewTables):
    operations = [migrations.CreateModel("House", [("id", models.BigAutoField(primary_key=True))])]


class Door(NewTables):
    operations = [
        migrations.CreateModel(
            "Door",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("house", models.ForeignKey("po_sample.House", models.CASCADE, related_name="doors")),
            ],
        )
    ]


@pytest.fixture
def house_rendered() -> ProjectState:
    state = House("0001_initial", "po_sample").mutate_state(ProjectState())
    assert [model.__name__ for model in state.apps.get_models()] == ["House"]
    return state


def reverse_names(state: ProjectState) -> list[str]:
    return [field.name for field in state.apps.get_model("po_sample", "House")._meta.related_objects]


def test_a_model_that_is_there_stays_as_it_is_and_knows_who_points_to_it(house_rendered):
    house = house_rendered.apps.get_model("po_sample", "House")
    after = Door("0002_door", "po_sample").mutate_state(house_rendered, preserve=False)
    assert after.apps.get_model("po_sample", "House") is house
    assert reverse_names(after) == ["doors"]
    assert after.apps.get_model("po_sample", "Door")._meta.get_field("house").related_model is house


def test_an_earlier_state_learns_nothing_of_a_later_table(house_rendered):
    after = Door("0002_door", "po_sample").mutate_state(house_rendered)
    assert reverse_names(after) == ["doors"]
    assert reverse_names(house_rendered) == []


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_with_their_keys_and_taken_away_again():
    state = ProjectState()
    assert state.apps.get_models() == []
    with connection.schema_editor() as editor:
        for migration in (House("0001_initial", "po_sample"), Door("0002_door", "po_sample")):
            state = migration.apply(state, editor)
    house, door = (state.apps.get_model("po_sample", name) for name in ("House", "Door"))
    try:
        red = door.objects.create(house=house.objects.create())
        assert list(house.objects.filter(doors=red)) == [red.house]
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(door)
            editor.delete_model(house)


class Painted(NewTables):
    operations = [
        migrations.AddField("House", "colour", models.CharField(max_length=9, default="white")),
        migrations.AddConstraint(
            "House", models.CheckConstraint(condition=~models.Q(colour=""), name="sample_house_has_a_colour")
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_columns_and_constraints_are_added_without_rendering_who_points_there():
    state = ProjectState()
    assert state.apps.get_models() == []
    with connection.schema_editor() as editor:
        for migration in (House("0001_initial", "po_sample"), Door("0002_door", "po_sample")):
            state = migration.apply(state, editor)
        pointing = state.apps.get_model("po_sample", "Door")
        state = Painted("0003_painted", "po_sample").apply(state, editor)
    assert state.apps.get_model("po_sample", "Door") is pointing
    state.clear_delayed_apps_cache()  # as RunPython does
    house, door = (state.apps.get_model("po_sample", name) for name in ("House", "Door"))
    try:
        red = door.objects.create(house=house.objects.create(colour="red"))
        assert list(door.objects.filter(house__colour="red")) == [red]
        with pytest.raises(IntegrityError), transaction.atomic():
            house.objects.create(colour="")
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(door)
            editor.delete_model(house)
