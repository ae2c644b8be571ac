"""What a task tells about: what people rate in it, and what its key counts."""

from dataclasses import replace
from fractions import Fraction

from hiring.banks.documents import task_from_json
from hiring.banks.measured import (
    counted_by_key,
    has_provisional_key,
    keyed_in,
    named_in,
    rated_in,
    shares_of_keys,
)
from tests.factories.banks import letter, scenario


def _task(session, item):
    return task_from_json(item.content)


def test_people_rate_what_a_task_measures_where_something_is_written(session):
    task = _task(session, letter())

    assert (rated_in(task), keyed_in(task)) == ({"COMW", "NETW"}, set())


def test_a_closed_task_measures_nothing_before_its_key_is_confirmed(session):
    provisional, confirmed = _task(session, scenario()), _task(session, scenario(confirmed=True))

    assert (rated_in(provisional), counted_by_key(provisional)) == (set(), set())
    assert (rated_in(confirmed), counted_by_key(confirmed)) == (set(), {"COMW"})
    assert (shares_of_keys(provisional), shares_of_keys(confirmed)) == ({}, {"COMW": Fraction(1)})


def test_a_provisional_key_counts_where_it_is_asked_to(session):
    task = _task(session, scenario(provisional=True))

    assert (has_provisional_key(task), counted_by_key(task)) == (True, set())
    assert counted_by_key(task, provisional=True) == {"COMW"}
    assert shares_of_keys(task, provisional=True) == {"COMW": Fraction(1)}
    assert not has_provisional_key(_task(session, scenario(confirmed=True)))
    assert not has_provisional_key(_task(session, scenario()))  # no part of it names a competency


def test_the_vendor_counts_by_key_and_by_people_half_each_once_its_key_is_confirmed(shipped):
    task = shipped.task("T07")
    assert counted_by_key(task) == set()

    task = replace(task, key=replace(task.key, provisional=False))

    assert rated_in(task) == {"EVNT", "ADAP"}
    assert shares_of_keys(task) == {"ADAP": Fraction(1, 2)}


def test_everything_that_is_bound_to_a_competency_names_it(shipped):
    assert named_in(shipped.task("T02")) == {"EVNT", "ANLZ", "COMW"}
    assert named_in(shipped.task("T04")) == {"CMOD"}
