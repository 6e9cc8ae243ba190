"""Uzbek; the table is in Latin script, without ʻ and ʼ."""

from __future__ import annotations

import re

from briefing.summary.tables.row import Row

ROW = Row(
    tag="uz",
    script="Latn",
    function_words="""
    agar ammo asosida ayrim bilan bir biroq biz bizning boshqa boyicha boldi bolgan bolib
    bolishi bolsa boladi bor bu buni bunda buning bunga bundan deb degan edi ega eng esa
    etdi etgan etildi etilgan faqat ham hamda har haqida hech hozir ichida ilgari kabi
    kerak keyin kim kora koplab lekin lozim man mana mazkur men mumkin na nafaqat nima oz ozi
    ozining ortasida orqali qanday qarshi qadar qildi qilgan qilish qilib qilindi qilingan
    sababli shu shuningdek shunday siz tomonidan uchun u ular ularning uni uning unga undan va
    ya yana yoki yoq
    """,
    endings="iaoungdrl",
    prefix=7,
    pronouns="u|ular|uning|uni|unga|undan|unda|ularning|ularni|ularga|ulardan|ularda|bular|shular"
    "|bunda|bunga|bundan|buni|buning|bunday|shunda|shundan|shunga|shuni|shuning|shunday|osha"
    "|shu sababli|shu bois|shu tufayli",
    demonstratives="bu|ushbu|mazkur|shu|bunday|shunday|osha",
    deictic="yil\\w*|oy|oyda|oyning|hafta\\w*|kun\\w*|bahor\\w*|yoz\\w*|kuz\\w*|qish\\w*|asr\\w*"
    "|mavsum\\w*|safar\\w*|kecha|tong",
    backward="(?:uning|ularning) (?:so?z|fikr|aytish|qayd)\\w+|oz navbatida|shu bilan",
    speaker="(?:dedi|deydi|dedilar|deya \\w+(?: qildi)?)(?: (?:u|ular))?",
    connectives="va|ammo|lekin|biroq|shuningdek|hamda|qolaversa|bundan tashqari|shu bilan birga"
    "|shu bilan bir qatorda|shu orinda|xususan|jumladan|masalan|natijada|shunday qilib|xullas"
    "|demak|aksincha|nihoyat|yana bir|yana|ikkinchi|ikkinchidan|uchinchi|uchinchidan|ikkala"
    "|tomonlar|boshqa|eslatib otamiz|malumot uchun|oz navbatida|ayni vaqtda|ayni paytda|keyin"
    "|songra|song|chunki|negaki|shu sababdan",
    first_person="men|biz|mening|bizning|meni|bizni|menga|bizga|mendan|bizdan|bizda|menda"
    "|\\w{3,}(?:imiz|ymiz|miz|dik|yman)(?:ning|ni|ga|da|dan)?",
    # Only after postpositions of occasion: "according to" is no ornament.
    lead_phrase=re.compile(
        r"[^,]+ (?:taklifiga (?:binoan|kora|muvofiq)|munosabati bilan|doirasida|davomida|yakunida)"
        r", (?=[^,]+$)"
    ),
)
