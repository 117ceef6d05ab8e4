# SPDX-License-Identifier: MIT
"""What Markdown may become; anything else is dropped, whatever an editor wrote."""

from __future__ import annotations

import nh3

_TAGS = frozenset((
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6",
    "hr", "img", "ins", "kbd", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
))  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title", "role"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align", "scope"},
}


def clean(content: str) -> str:
    """Return the HTML of a page with the tags, attributes and addresses that a page may hold."""
    return nh3.clean(
        content,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
