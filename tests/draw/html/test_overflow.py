"""No text runs over its card in a real browser, whatever the script it is written in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import argmap as am
from draw.html.browser import opened

SENTENCES = {
    "latin": "Wherever the WATER MILLS were shut, wages fell by 12.5 % within a year; nobody had foreseen it.",
    "vietnamese": "Những con đường mới đã làm cho thành phố phát triển nhanh hơn người ta tưởng rất nhiều.",
    "greek": "Οι νέοι δρόμοι έφεραν περισσότερη κίνηση στην πόλη απ' όσο περίμενε κανείς εδώ και χρόνια.",
    "cyrillic": "Новые дороги принесли городу гораздо больше движения, чем ожидали жители и власти.",
    "armenian": "Նոր ճանապարհները քաղաք բերեցին ավելի շատ երթևեկություն, քան որևէ մեկը սպասում էր։",
    "georgian": "ახალმა გზებმა ქალაქს გაცილებით მეტი მოძრაობა მოუტანა, ვიდრე ვინმე ელოდა წლების წინ.",
    "hebrew": "הכבישים החדשים הביאו לעיר הרבה יותר תנועה ממה שציפו התושבים והרשויות לפני שנים.",
    "arabic": "جلبت الطرق الجديدة إلى المدينة حركة مرور أكثر بكثير مما توقعه السكان والسلطات قبل سنوات.",
    "devanagari": "नई सड़कों से शहर में यातायात उससे कहीं अधिक बढ़ गया जितना किसी ने वर्षों पहले सोचा था।",
    "bengali": "নতুন রাস্তাগুলি শহরে যানবাহন অনেক বাড়িয়ে দিয়েছে, যা কেউ আগে কখনও ভাবেনি।",
    "thai": "ถนนสายใหม่ทำให้การจราจรในเมืองเพิ่มขึ้นมากกว่าที่ใครเคยคาดไว้เมื่อหลายปีก่อน",
    "chinese": "新修的道路给城市带来的车流远远超过多年前居民和当局的预期,没有人想到会这样。",
    "japanese": "新しい道路は、住民や当局が何年も前に予想していたよりもはるかに多くの交通を街にもたらした。",
    "korean": "새로운 도로는 주민과 당국이 몇 년 전에 예상했던 것보다 훨씬 더 많은 교통량을 도시에 가져왔다.",
}

LANGUAGES = {"devanagari": "hi", "bengali": "bn", "thai": "th"}
"""Scripts with marks that stand over letters: without a font they show as a row of empty boxes."""

OVER = """() => [...document.querySelectorAll('.am-card')].flatMap((card) => {
  const box = card.querySelector('.outline').getBBox();
  return [...card.querySelectorAll('text')].map((text) => text.getBBox())
    .filter((t) => t.x < box.x || t.x + t.width > box.x + box.width
      || t.y < box.y || t.y + t.height > box.y + box.height)
    .map((t) => `${card.dataset.id}: ${t.x - box.x} + ${t.width} of ${box.width}`);
})"""


def cards(sentence: str) -> am.ArgumentMap:
    """The sentence in every kind and state of a card, as text, title and detail."""
    kinds = (am.Claim, am.Evidence, am.Recommendation, am.Goal, am.Question, am.Factor)
    nodes = [kind(id=f"{kind.__name__}-x", text=sentence) for kind in kinds]
    nodes.append(am.Claim(id="titled", text=sentence * 3, title=sentence, voice=sentence[:40], implicit=True))
    nodes.append(am.Recommendation(id="advice", text=sentence, addressees=(sentence[:30], sentence[30:60])))
    nodes.append(am.Claim(id="unbroken", text=sentence.replace(" ", "")))
    thesis = am.Claim(id="thesis", text=sentence)
    return am.ArgumentMap([thesis, *nodes], thesis="thesis", title=sentence)


@pytest.mark.parametrize("script", SENTENCES)
def test_no_text_runs_over_its_card(browser: Any, tmp_path: Path, script: str) -> None:
    """Every text lies within the outline of its card, measured by the browser that paints it."""
    language = LANGUAGES.get(script)
    if language and not (shutil.which("fc-list") and _lists(language)):
        pytest.skip(f"needs a font for {script}: apt-get install fonts-noto-core")
    picture = cards(SENTENCES[script]).draw(engine="tidy").save(tmp_path / "map.svg")
    page, seen = opened(browser, picture)
    assert 10 == page.locator(".am-card").count()
    assert [] == page.evaluate(OVER)
    assert [] == seen.errors
    page.context.close()


def _lists(language: str) -> bool:
    return bool(subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=True).stdout)
