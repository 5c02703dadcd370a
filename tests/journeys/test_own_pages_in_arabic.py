"""A citizen on a phone, in Arabic: what comes next, a choice of industries, something that is wrong. Right to left."""

from collections.abc import Callable

from tests.journeys.walking import PHONE, Walk

Persona = Callable[..., Walk]


def test_a_citizen_finds_the_way_in_arabic_on_a_phone(persona: Persona) -> None:
    yusra = persona(PHONE)
    yusra.must_fit = True
    yusra.be("Yusra, borger i Herlev")
    yusra.speak("العربية")
    assert yusra.page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert "مرحبًا" in yusra.heading()
    yusra.press("أين أريد أن أعمل")
    yusra.tick("متجر")
    yusra.tick("الزراعة")
    yusra.press("احفظ رغباتي")
    assert "تم الحفظ" in yusra.text()
    yusra.press("العودة إلى صفحتي")
    yusra.press("هناك خطأ في ملفي")
    yusra.choose("ما هو الخطأ؟", "شيء آخر")
    yusra.write("ما المكتوب، وما الصحيح؟", "اسم ابني مكتوب خطأ")
    yusra.press("إرسال")
    assert "اسم ابني مكتوب خطأ" in yusra.text()
