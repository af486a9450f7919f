"""The tree of sections that headings make, and which of them are groups of the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from argmap.formats.argdown.blocks import Heading
from argmap.formats.argdown.drafts import Topic
from argmap.formats.argdown.model import Section
from argmap.formats.argdown.scan import JS_SPACES
from argmap.formats.argdown.settings import Settings, truthy
from argmap.formats.argdown.values import Value


class Sections:
    """The sections of a document while it is read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sections: list[Section] = []
        self._grouped: list[bool] = []  # whether it is settled that the section is a group, or none
        self._around: list[Section] = []
        self._deepest = 0

    @property
    def current(self) -> str | None:
        """The id of the section that is being read."""
        return self._around[-1].id if self._around else None

    def add(self, heading: Heading) -> None:
        """Open the section of a heading."""
        while self._around and self._around[-1].level >= heading.level:
            self._around.pop()
        content = heading.content.without_tags() if self._settings.remove_tags else heading.content
        title = content.text.strip(JS_SPACES)
        group, closed, settled = self._flags(title, heading.data)
        section = Section(
            f"s{len(self._sections) + 1}",
            title,
            heading.level,
            self.current,
            heading.content.tags,
            heading.data,
            group,
            closed,
            heading.line,
        )
        self._deepest = max(self._deepest, heading.level)
        self._sections.append(section)
        self._grouped.append(settled)
        self._around.append(section)

    def _flags(self, title: str, data: Value) -> tuple[Value, Value, bool]:
        """Return whether a section is a group, whether it is closed, and whether the first is settled."""
        settings = self._settings.group
        own = data if isinstance(data, Mapping) else {}
        group: Value = None
        closed: Value = None
        settled = False
        if "isGroup" in own and not truthy(settings.get("ignoreIsGroup")):
            group, settled = own["isGroup"], True
        if "isClosed" in own and not truthy(settings.get("ignoreIsClosed")):
            closed = own["isClosed"]
        titles = settings.get("sections")
        if isinstance(titles, Mapping):
            chosen = titles.get(title)
            if isinstance(chosen, Mapping):
                return chosen.get("isGroup"), chosen.get("isClosed"), "isGroup" in chosen
            if truthy(chosen):
                return None, None, False
            if not settled:
                group, settled = False, True
        return group, closed, settled

    def regroup(self, topics: Mapping[str, Mapping[str, Topic]]) -> None:
        """Replace the sections by those of the setting ``group.regroup``, if there is one."""
        wanted = self._settings.group.get("regroup")
        if not isinstance(wanted, tuple) or not wanted:
            return
        self._sections, self._grouped = [], []
        for named in topics.values():
            for topic in named.values():
                topic.section = None
        todo: list[tuple[Value, int, int, str | None]] = [
            (config, 1, number, None) for number, config in reversed(list(enumerate(wanted)))
        ]
        while todo:
            config, level, number, parent = todo.pop()
            if not isinstance(config, Mapping):
                continue
            title, tags = config.get("title"), config.get("tags")
            section = Section(
                f"s{number}",
                title if isinstance(title, str) else "",
                level,
                parent,
                tuple(str(tag) for tag in tags) if isinstance(tags, tuple) else (),
                is_closed=config.get("isClosed"),
            )
            self._sections.append(section)
            self._grouped.append(False)
            for kind, named in topics.items():
                titles = config.get(kind)
                for wanted_title in titles if isinstance(titles, tuple) else ():
                    if isinstance(wanted_title, str) and wanted_title in named:
                        named[wanted_title].section = section.id
            children = config.get("children")
            inner = list(enumerate(children)) if isinstance(children, tuple) else []
            todo += [(child, level + 1, number + 1 + place, section.id) for place, child in reversed(inner)]

    def values(self) -> tuple[Section, ...]:
        """Return the sections; the deepest levels are groups where nothing else says what is one."""
        least = self._deepest - self._settings.group_depth + 1
        return tuple(
            section if settled else replace(section, is_group=section.level >= least)
            for section, settled in zip(self._sections, self._grouped, strict=True)
        )
