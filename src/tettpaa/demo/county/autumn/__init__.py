"""What the people of the demo do from the first school day until today: told in data, played through the real actions.

    classes.toml     talks that each contact teacher has with a class
    fjordvik.toml    pupils at Fjordvik, one story each
    aasgard.toml     pupils at Åsgård
    teams.toml       teams, their meetings and the stairs
    owner.toml       what the owner's people and the nights do

An act says the day, who, and what: the names in `do` are the functions of the files here.
"""
