"""The demo's sign-ins, with passwords that no other installation has."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from home.demo.keeping import Keeper
from home.demo.reading import DemoError, Person

# 8 syllables and 4 digits: 63 bits, and still something to read out.
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
SYLLABLES_IN_A_WORD, WORDS = 2, 4


def sign_in_file() -> Path:
    return settings.DATA_DIR / "demo-sign-ins.txt"


def sign_in_of(person: Person, keeper: Keeper) -> User | None:
    """The user ``person`` signs in as; None where somebody else has that name."""
    key = f"user/{person.signs_in_as}"
    taken = get_user_model().objects.filter(username=person.signs_in_as).exists()
    if key not in keeper.marks and taken:
        keeper.remarks.append(f"There is a user called {person.signs_in_as} already; {person.name} gets no sign-in.")
        return None
    user = keeper.place(key, lambda: _make(person))
    if "fingerprint" not in keeper.marks[key].entry.data:
        keeper.marks[key].renew(fingerprint=fingerprint(user))
    return user


def fingerprint(user: User) -> str:
    """Changes when the user gets another name, address or password."""
    parts = (user.username, user.get_full_name(), user.email, user.password)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def new_password() -> str:
    words = ["".join(_syllable() for _ in range(SYLLABLES_IN_A_WORD)) for _ in range(WORDS)]
    return f"{'-'.join(words)}-{secrets.randbelow(10_000):04}"


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)


def _make(person: Person) -> User:
    group = Group.objects.filter(name=person.group).first()
    if group is None:
        raise DemoError(f"there is no group called {person.group}: run manage.py migrate first.")
    first_name, _, last_name = person.name.partition(" ")
    password = new_password()
    user = get_user_model().objects.create_user(
        person.signs_in_as, password=password, first_name=first_name, last_name=last_name
    )
    user.groups.add(group)
    _write_down(user, password)
    return user


def _write_down(user: User, password: str) -> None:
    """Only the owner of the data folder may read it."""
    path = sign_in_file()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    others = [line for line in lines if line.split(" ")[0] != user.username]
    text = "\n".join([*others, f"{user.username:<8}  {password:<26}  {user.get_full_name()}", ""])
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
