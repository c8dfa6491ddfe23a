"""Northwind Assistance as data: places, departments, invented names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A country's office: its zone and the names that people there carry in this story."""

    country: str
    zone: str
    language: str
    given: tuple[str, ...]
    family: tuple[str, ...]


PORTUGAL = Place(
    "Portugal", "Europe/Lisbon", "en",
    ("Beatriz", "Duarte", "Inês", "Tiago", "Matilde", "Rui", "Leonor", "Afonso", "Carolina",
     "Nuno", "Lurdes", "Gonçalo", "Teresa", "Vasco", "Joana", "Simão", "Madalena", "Hélder"),
    ("Antunes", "Barros", "Correia", "Esteves", "Fonseca", "Guerreiro", "Lobo", "Marques",
     "Nogueira", "Paiva", "Queirós", "Ramalho", "Seabra", "Tavares", "Vaz", "Abrantes"),
)  # fmt: skip
GERMANY = Place(
    "Germany", "Europe/Berlin", "en",
    ("Anneliese", "Bastian", "Ceyda", "Dominik", "Elif", "Frieda", "Gregor", "Hatice", "Ingo",
     "Jule", "Kemal", "Lotte", "Milan", "Nele", "Oskar", "Petra", "Rüdiger", "Zoë"),
    ("Albrecht", "Baumann", "Çelik", "Dietrich", "Ebert", "Färber", "Großmann", "Hübner",
     "Jansen", "Köhler", "Lindner", "Öztürk", "Pohl", "Reuter", "Schäfer", "Žižek"),
)  # fmt: skip
BRAZIL = Place(
    "Brazil", "America/Sao_Paulo", "en",
    ("Adriana", "Bruno", "Cecília", "Davi", "Elisângela", "Fábio", "Gabriela", "Heitor", "Iara",
     "Jonas", "Kauê", "Larissa", "Murilo", "Nádia", "Otávio", "Priscila", "Raíssa", "Tainá"),
    ("Almeida", "Bastos", "Cardoso", "Dutra", "Falcão", "Gouveia", "Leite", "Moraes", "Nakamura",
     "Peixoto", "Quintela", "Rezende", "Sampaio", "Teixeira", "Uchôa", "Valadares"),
)  # fmt: skip
INDIA = Place(
    "India", "Asia/Kolkata", "en",
    ("Aarti", "Bhavesh", "Chitra", "Deepak", "Esha", "Farhan", "Gauri", "Harpreet", "Ishaan",
     "Jyoti", "Kabir", "Lakshmi", "Meher", "Naveen", "Ojas", "Pallavi", "Rehana", "Sunil"),
    ("Agarwal", "Banerjee", "Chavan", "Deshpande", "Fernandes", "Gokhale", "Iyer", "Joshi",
     "Kulkarni", "Lobo", "Menon", "Naik", "Patil", "Qureshi", "Rao", "Shinde"),
)  # fmt: skip


@dataclass(frozen=True)
class Team:
    """A department at the foot of the chart: where it is, how many people, who leads it."""

    name: str
    region: str
    place: Place
    people: int
    job_title: str
    lead: str = ""


REGIONS = ("Europe", "Americas", "Asia")
TEAMS: tuple[Team, ...] = (
    Team("Bookings", "Europe", PORTUGAL, 33, "Phone agent", lead="milo"),
    Team("Card Services", "Europe", PORTUGAL, 28, "Chat agent"),
    Team("Night Desk", "Europe", PORTUGAL, 16, "Night agent"),
    Team("Parcel Care", "Europe", GERMANY, 34, "Phone agent"),
    Team("Claims", "Europe", GERMANY, 24, "Claims agent"),
    Team("Travel Help", "Americas", BRAZIL, 30, "Phone agent"),
    Team("Banking Chat", "Americas", BRAZIL, 26, "Chat agent"),
    Team("Parcel Tracking", "Asia", INDIA, 28, "Chat agent"),
    Team("Escalations", "Asia", INDIA, 16, "Case agent"),
)  # with the cast: 240 people in 9 departments in 4 countries

# Some sign as they write at home; the certificate prints what is written here.
CERTIFICATE_NAMES = {
    "Rehana Qureshi": "ریحانہ قریشی",
    "Aarti Deshpande": "आरती देशपांडे",
    "Larissa Nakamura": "中村 ラリッサ",
}
