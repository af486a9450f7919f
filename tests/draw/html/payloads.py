"""Sixty texts that want to be something else than text."""

from __future__ import annotations

PAYLOADS = (
    # scripts, whole, broken, nested, in odd cases
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT >",
    "<script src=//example.org/x.js></script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<!--<script>",
    "--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "</svg><script>alert(1)</script>", "</text></g></svg><img src=x>",
    "</textarea></noscript><script>alert(1)</script>", "<script type=module>alert(1)</script>",
    "<script xlink:href='data:,alert(1)'/>",
    # event handlers
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<a onclick=alert(1)>a</a>",
    "<animate attributeName=x begin=0s onbegin=alert(1)>", "<set attributeName=href to=javascript:alert(1)>",
    "<video><source onerror=alert(1)></video>", "<marquee onstart=alert(1)>", "<g onmouseover=alert(1)>a</g>",
    "\" onmouseover=\"alert(1)", "' onclick='alert(1)", "\" autofocus onfocus=alert(1) x=\"", "x\" onload=alert(1) \"",
    # links
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)", "https://example.org/\"><script>alert(1)</script>", "//example.org/x",
    "<a href=javascript:alert(1)>a</a>", "<a xlink:href=\"javascript:alert(1)\">a</a>",
    # other ways in
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>", "<embed src=x>",
    "<base href=//example.org/>", "<meta http-equiv=refresh content=0;url=//example.org>",
    "<link rel=stylesheet href=//example.org/x.css>", "<style>@import '//example.org/x';</style>",
    "url(//example.org/x)", "<foreignObject><body onload=alert(1)></foreignObject>", "<use href=//example.org#x>",
    "<form action=javascript:alert(1)><button>a</button></form>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>",
    # entities, templates, what nobody sees
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)", "&amp;lt;b&amp;gt;", "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}", "\u202e<script>alert(1)</script>\u202c", "\u2066a\u2069\u200f",
    "a\x00<script>alert(1)</script>", "\x00\x01\x1b[31m", "\u2028alert(1)\u2029", "\ud800<img src=x onerror=alert(1)>",
    "\ufeff<script>alert(1)</script>",
)  # fmt: skip
