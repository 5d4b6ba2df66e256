"""Names and noun phrases to actors: entities with country and sectors, each with the words and the table line that it rests on."""

from sayso.actors.aliases import Aliases
from sayso.actors.compose import Actor, actor_of, actor_of_head
from sayso.actors.entities import find_entities
from sayso.actors.scene import Scene, scene_of

__all__ = ["Actor", "Aliases", "Scene", "actor_of", "actor_of_head", "find_entities", "scene_of"]
