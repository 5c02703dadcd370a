"""YAML as we allow it: no doubled keys, amounts stay exact, and only true and false are flags."""

import re
from decimal import Decimal
from typing import cast

import yaml

from tovholder.base import plain_yaml


class BadYamlError(ValueError):
    """The text is no YAML, or names a key twice. The message has the line."""


_BOOL = "tag:yaml.org,2002:bool"
_MERGE = "tag:yaml.org,2002:merge"


class _ExactLoader(plain_yaml.SafeLoader):  # type: ignore[valid-type,misc]
    """A safe loader that reads 86.16 as a decimal and refuses a doubled key."""


def _decimal(loader: _ExactLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


def _mapping(loader: _ExactLoader, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        if key_node.tag == _MERGE:  # "<<" brings another row's keys in: the row's own win
            continue
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise BadYamlError(f"line {line}: {key!r} is written twice")
        seen.add(key)
    return cast(dict[object, object], loader.construct_mapping(node, deep=True))


_ExactLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_ExactLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), ["t", "f"])
_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
_ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str) -> object:
    """The content of one YAML text. Raises BadYamlError with the line."""
    try:
        loader = _ExactLoader(text)
        try:
            return cast(object, loader.get_single_data())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise BadYamlError(f"line {line}: {error.problem}") from None
    except (yaml.YAMLError, ArithmeticError, ValueError) as error:
        raise BadYamlError(str(error)) from None
