"""BibLaTeX's localisation keys to words in the language of the texts that cite a work.

Fields such as `type`, `pubstate` and `location` may hold such a key (BibLaTeX manual, section 4.9.2). As in BibLaTeX
and Pandoc, the words are in the language of the text, not in that of the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from site_builder.language_tags import language_of_words

ENGLISH: Final[Mapping[str, str]] = {
    "bathesis": "Bachelor’s thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "resreport": "research report",
    "techreport": "technical report",
    "software": "computer software",
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
    "jourser": "series",
    "newseries": "new series",
    "oldseries": "old series",
}
# Keys that are always in English
_ONLY_ENGLISH: Final[Mapping[str, str]] = {
    "candthesis": "Candidate thesis",
    "nodate": "n.d.",
    "reviewof": "review of",
}
_ALSO: Final[Mapping[str, str]] = {"countryep": "countryeu", "mastersthesis": "mathesis"}
# In the order of the keys in `ENGLISH`
WORDS: Final[Mapping[str, str]] = {
    "ca": "treball final de grau|treball final de màster|tesi doctoral|informe de recerca|informe tècnic|programari"
    "|CD-ROM|CD d’àudio|en preparació|enviat a publicar|properament|a impremta|prepublicat|patent"
    "|patent alemanya|patent europea|patent francesa|patent britànica|patent estatunidenca"
    "|sol·licitud de patent|sol·licitud de patent alemanya|sol·licitud de patent europea"
    "|sol·licitud de patent francesa|sol·licitud de patent britànica|sol·licitud de patent estatunidenca"
    "|Alemanya|Unió Europea|França|Regne Unit|Estats Units d’Amèrica|sèrie|sèrie nova|sèrie antiga",
    "cs": "bakalářská práce|diplomová práce|disertační práce|výzkumná zpráva|technická zpráva|počítačový software"
    "|CD-ROM|audio CD|v přípravě|odesláno|vyjde|v tisku|předběžně publikováno|patent|německý patent"
    "|evropský patent|francouzský patent|britský patent|americký patent|patentová přihláška"
    "|německá patentová přihláška|evropská patentová přihláška|francouzská patentová přihláška"
    "|britská patentová přihláška|americká patentová přihláška|Německo|Evropská unie|Francie|Spojené království"
    "|Spojené státy americké|řada|nová řada|stará řada",
    "da": "bacheloropgave|kandidatspeciale|ph.d.-afhandling|forskningsrapport|teknisk rapport|software|cd-rom|lyd-cd"
    "|under udarbejdelse|indsendt|under udgivelse|i trykken|forhåndspubliceret|patent|tysk patent"
    "|europæisk patent|fransk patent|britisk patent|amerikansk patent|patentansøgning|tysk patentansøgning"
    "|europæisk patentansøgning|fransk patentansøgning|britisk patentansøgning|amerikansk patentansøgning"
    "|Tyskland|Den Europæiske Union|Frankrig|Storbritannien|USA|række|ny række|gammel række",
    "de": "Bachelorarbeit|Masterarbeit|Dissertation|Forschungsbericht|Technischer Bericht|Computersoftware|CD-ROM"
    "|Audio-CD|in Vorbereitung|eingereicht|im Erscheinen|im Druck|Vorabveröffentlichung|Patent|deutsches Patent"
    "|europäisches Patent|französisches Patent|britisches Patent|US-Patent|Patentanmeldung"
    "|deutsche Patentanmeldung|europäische Patentanmeldung|französische Patentanmeldung"
    "|britische Patentanmeldung|US-Patentanmeldung|Deutschland|Europäische Union|Frankreich"
    "|Vereinigtes Königreich|Vereinigte Staaten von Amerika|Reihe|Neue Folge|Alte Folge",
    "es": "tesis de licenciatura|tesis de maestría|tesis doctoral|informe de investigación|informe técnico"
    "|programa informático|CD-ROM|disco de audio|en preparación|enviado|próximamente|en prensa"
    "|previamente publicado|patente|patente alemana|patente europea|patente francesa|patente británica"
    "|patente estadounidense|solicitud de patente|solicitud de patente alemana|solicitud de patente europea"
    "|solicitud de patente francesa|solicitud de patente británica|solicitud de patente estadounidense|Alemania"
    "|Unión Europea|Francia|Reino Unido|Estados Unidos|época|nueva época|antigua época",
    "fi": "kandidaatintutkielma|pro gradu -tutkielma|väitöskirja|tutkimusraportti|tekninen raportti|tietokoneohjelma"
    "|CD-ROM|ääni-CD|valmisteilla|lähetetty|tulossa|painossa|ennakkojulkaistu|patentti|saksalainen patentti"
    "|eurooppalainen patentti|ranskalainen patentti|brittiläinen patentti|yhdysvaltalainen patentti"
    "|patenttihakemus|saksalainen patenttihakemus|eurooppalainen patenttihakemus|ranskalainen patenttihakemus"
    "|brittiläinen patenttihakemus|yhdysvaltalainen patenttihakemus|Saksa|Euroopan unioni|Ranska"
    "|Yhdistynyt kuningaskunta|Yhdysvallat|sarja|uusi sarja|vanha sarja",
    "fr": "mémoire de licence|mémoire de master|thèse de doctorat|rapport de recherche|rapport technique|logiciel"
    "|cédérom|disque compact audio|en préparation|soumis|à paraître|sous presse|prépublié|brevet"
    "|brevet allemand|brevet européen|brevet français|brevet britannique|brevet américain|demande de brevet"
    "|demande de brevet allemand|demande de brevet européen|demande de brevet français"
    "|demande de brevet britannique|demande de brevet américain|Allemagne|Union européenne|France|Royaume-Uni"
    "|États-Unis|série|nouvelle série|ancienne série",
    "id": "skripsi|tesis|disertasi|laporan penelitian|laporan teknis|perangkat lunak|CD-ROM|CD audio|dalam persiapan"
    "|diajukan|akan terbit|sedang dicetak|prapublikasi|paten|paten Jerman|paten Eropa|paten Prancis"
    "|paten Inggris|paten Amerika Serikat|permohonan paten|permohonan paten Jerman|permohonan paten Eropa"
    "|permohonan paten Prancis|permohonan paten Inggris|permohonan paten Amerika Serikat|Jerman|Uni Eropa"
    "|Prancis|Britania Raya|Amerika Serikat|seri|seri baru|seri lama",
    "it": "tesi di laurea triennale|tesi di laurea magistrale|tesi di dottorato|rapporto di ricerca|rapporto tecnico"
    "|software|CD-ROM|CD audio|in preparazione|inviato|di prossima pubblicazione|in corso di stampa"
    "|prepubblicato|brevetto|brevetto tedesco|brevetto europeo|brevetto francese|brevetto britannico"
    "|brevetto statunitense|domanda di brevetto|domanda di brevetto tedesco|domanda di brevetto europeo"
    "|domanda di brevetto francese|domanda di brevetto britannico|domanda di brevetto statunitense|Germania"
    "|Unione europea|Francia|Regno Unito|Stati Uniti d’America|serie|nuova serie|vecchia serie",
    "ja": "学士論文|修士論文|博士論文|研究報告|技術報告|コンピュータソフトウェア|CD-ROM|オーディオCD|準備中|投稿中"
    "|近刊|印刷中|先行公開|特許|ドイツ特許|欧州特許|フランス特許|英国特許|米国特許|特許出願|ドイツ特許出願"
    "|欧州特許出願|フランス特許出願|英国特許出願|米国特許出願|ドイツ|欧州連合|フランス|イギリス"
    "|アメリカ合衆国|シリーズ|新シリーズ|旧シリーズ",
    "ko": "학사 학위 논문|석사 학위 논문|박사 학위 논문|연구 보고서|기술 보고서|컴퓨터 소프트웨어|CD-ROM|오디오 CD"
    "|준비 중|투고 중|출간 예정|인쇄 중|사전 공개|특허|독일 특허|유럽 특허|프랑스 특허|영국 특허|미국 특허"
    "|특허 출원|독일 특허 출원|유럽 특허 출원|프랑스 특허 출원|영국 특허 출원|미국 특허 출원|독일|유럽 연합"
    "|프랑스|영국|미국|시리즈|신시리즈|구시리즈",
    "nb": "bacheloroppgave|masteroppgave|ph.d.-avhandling|forskningsrapport|teknisk rapport|programvare|cd-rom|lyd-cd"
    "|under arbeid|innsendt|under utgivelse|i trykken|forhåndspublisert|patent|tysk patent|europeisk patent"
    "|fransk patent|britisk patent|amerikansk patent|patentsøknad|tysk patentsøknad|europeisk patentsøknad"
    "|fransk patentsøknad|britisk patentsøknad|amerikansk patentsøknad|Tyskland|Den europeiske union|Frankrike"
    "|Storbritannia|USA|serie|ny serie|gammel serie",
    "nl": "bachelorscriptie|masterscriptie|proefschrift|onderzoeksrapport|technisch rapport|computersoftware|cd-rom"
    "|audio-cd|in voorbereiding|ingediend|te verschijnen|in druk|voorpublicatie|octrooi|Duits octrooi"
    "|Europees octrooi|Frans octrooi|Brits octrooi|Amerikaans octrooi|octrooiaanvraag|Duitse octrooiaanvraag"
    "|Europese octrooiaanvraag|Franse octrooiaanvraag|Britse octrooiaanvraag|Amerikaanse octrooiaanvraag"
    "|Duitsland|Europese Unie|Frankrijk|Verenigd Koninkrijk|Verenigde Staten|reeks|nieuwe reeks|oude reeks",
    "pl": "praca licencjacka|praca magisterska|rozprawa doktorska|raport badawczy|raport techniczny|oprogramowanie"
    "|CD-ROM|audio CD|w przygotowaniu|zgłoszone|w przygotowaniu do druku|w druku|publikacja wstępna|patent"
    "|patent niemiecki|patent europejski|patent francuski|patent brytyjski|patent amerykański"
    "|zgłoszenie patentowe|niemieckie zgłoszenie patentowe|europejskie zgłoszenie patentowe"
    "|francuskie zgłoszenie patentowe|brytyjskie zgłoszenie patentowe|amerykańskie zgłoszenie patentowe|Niemcy"
    "|Unia Europejska|Francja|Wielka Brytania|Stany Zjednoczone|seria|nowa seria|stara seria",
    "pt": "trabalho de conclusão de curso|dissertação de mestrado|tese de doutorado|relatório de pesquisa"
    "|relatório técnico|software|CD-ROM|CD de áudio|em preparação|submetido|a ser publicado|no prelo"
    "|pré-publicado|patente|patente alemã|patente europeia|patente francesa|patente britânica|patente americana"
    "|pedido de patente|pedido de patente alemã|pedido de patente europeia|pedido de patente francesa"
    "|pedido de patente britânica|pedido de patente americana|Alemanha|União Europeia|França|Reino Unido"
    "|Estados Unidos|série|nova série|série antiga",
    "ru": "бакалаврская работа|магистерская диссертация|диссертация|научный отчёт|технический отчёт"
    "|программное обеспечение|CD-ROM|аудио-CD|в подготовке|представлено|готовится к печати|в печати"
    "|предварительная публикация|патент|патент Германии|европейский патент|патент Франции|патент Великобритании"
    "|патент США|заявка на патент|заявка на патент Германии|заявка на европейский патент"
    "|заявка на патент Франции|заявка на патент Великобритании|заявка на патент США|Германия|Европейский союз"
    "|Франция|Великобритания|США|серия|новая серия|старая серия",
    "sv": "kandidatuppsats|masteruppsats|doktorsavhandling|forskningsrapport|teknisk rapport|datorprogram|cd-rom"
    "|ljud-cd|under arbete|inskickad|kommande|i tryck|förhandspublicerad|patent|tyskt patent|europeiskt patent"
    "|franskt patent|brittiskt patent|amerikanskt patent|patentansökan|tysk patentansökan"
    "|europeisk patentansökan|fransk patentansökan|brittisk patentansökan|amerikansk patentansökan|Tyskland"
    "|Europeiska unionen|Frankrike|Storbritannien|USA|serie|ny följd|gammal följd",
    "tr": "lisans tezi|yüksek lisans tezi|doktora tezi|araştırma raporu|teknik rapor|bilgisayar yazılımı|CD-ROM"
    "|ses CD’si|hazırlanıyor|gönderildi|yakında|baskıda|ön yayın|patent|Alman patenti|Avrupa patenti"
    "|Fransız patenti|İngiliz patenti|Amerikan patenti|patent başvurusu|Alman patent başvurusu"
    "|Avrupa patent başvurusu|Fransız patent başvurusu|İngiliz patent başvurusu|Amerikan patent başvurusu"
    "|Almanya|Avrupa Birliği|Fransa|Birleşik Krallık|Amerika Birleşik Devletleri|seri|yeni seri|eski seri",
    "zh": "学士学位论文|硕士学位论文|博士学位论文|研究报告|技术报告|计算机软件|CD-ROM|音频光盘|撰写中|已投稿|待出版"
    "|印刷中|预出版|专利|德国专利|欧洲专利|法国专利|英国专利|美国专利|专利申请|德国专利申请|欧洲专利申请"
    "|法国专利申请|英国专利申请|美国专利申请|德国|欧盟|法国|英国|美国|系列|新系列|旧系列",
}


def localised(written: str, language: str) -> str:
    """BibLaTeX's localisation key in a language (“pt-BR”), or in English; any other text as it is."""
    key = written.lower()
    key = _ALSO.get(key, key)
    if key not in ENGLISH:
        return _ONLY_ENGLISH.get(key, written)
    words = WORDS.get(language_of_words(language))
    return words.split("|")[list(ENGLISH).index(key)] if words else ENGLISH[key]
