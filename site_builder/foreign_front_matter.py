"""The keys of front matter that other tools define and that mean nothing in a section of this program's projects.

Their authors made no mistake, so these keys are not reported.
"""

from __future__ import annotations

from typing import Final

# These describe the whole work, and are read where the text is the home page of another tool's project.
OF_THE_WORK: Final = """
    author authors citation-style creator csl date doi keyword keywords lang nocite subtitle title
"""

PANDOC: Final = """
    abstract-title author-meta backgroundcolor beamerarticle biblatexoptions biblio-style biblio-title bibliography
    block-headings caption category chapters citation-style citecolor colorlinks columns comment contributor cover-image
    coverage creator csl css ctan date-meta description-meta dir document-css documentclass email embed-resources
    epub-cover-image epub-metadata filecolor fontenc fontfamily fontfamilyoptions fontsize footer footertext from
    geometry graphics header header-includes headertext hyperrefoptions ibooks identifier include-after include-before
    indent institute keep-tex lang latexmathfont linestretch link-bibliography link-citations linkcolor links-as-notes
    listings lof logo lot luatexjapresetoptions mainfont mainfontfallback mainfontoptions maketitle margin-bottom
    margin-left margin-right margin-top math mathfont mathfontoptions mathspec microtypeoptions monobackgroundcolor
    monofont monofontoptions natbib natbiboptions notes-after-punctuation number-offset number-sections numbersections
    output-file pagestyle pandoc-version paper papersize pdf-engine pdf-engine-opts pdfa pdfaintent publisher
    reference-section-title references relation revealjs-url rights sansfont sansfontoptions secnumdepth section-divs
    section-titles self-contained standalone strip-comments style subject subparagraph suppress-bibliography template
    thanks theme
    autoEqnLabels ccsDelim ccsTemplate chaptersDepth codeBlockCaptions cref eqnPrefix eqPrefix figLabels figPrefix
    figureTemplate figureTitle lastDelim linkReferences listings listingTemplate listingTitle lofTitle lolTitle
    lotTitle lstPrefix nameInLink pairDelim rangeDelim refDelim secPrefix sectionsDepth subfigGrid tableEqns
    tableTemplate tableTitle tblPrefix titleDelim
    themeoptions title-meta title-prefix title-slide-attributes titlegraphic to toc toc-depth toc-own-page toc-title
    toccolor top-level-division type urlcolor urlstyle verbosity wrap
"""

QUARTO: Final = """
    about acm-metadata acknowledgements acronyms affiliation affiliations aliases anchor-sections appendix
    appendix-cite-as appendix-style author-note author-title blank-lines-above-title book brand bread-crumbs cache
    callout-appearance callout-icon canonical-url citation citation-location citations-hover citeproc classoption
    code-annotations code-block-bg code-block-border-left code-copy code-fold code-line-numbers code-links code-overflow
    code-summary code-tools comments copyright crossref crossrefs-hover data-availability date-format date-modified
    debug dependencies df-print doi draft draft-mode echo editor editor_options embed-notebook engine error eval execute
    extensions fig-align fig-asp fig-cap-location fig-column fig-dpi fig-env fig-format fig-height fig-pos
    fig-responsive fig-width filters footnotes footnotes-hover format format-links freeze funding google-scholar grid
    highlight-style html html-math-method html-table-processing image image-alt image-height image-width
    impact-statement include include-after-body include-before-body include-in-header jupyter keep-hidden keep-ipynb
    keep-md key-points knitr license lightbox link-external-filter link-external-icon link-external-newwindow listing
    manuscript margin-footer margin-header masked-citations max-width message metadata-files notebook-links
    notebook-preview-options notebook-subarticles notebook-view notebooks number-depth open-graph order other-links
    page-layout page-navigation pagetitle params plain plain-language-summary prefer-html preview profile project
    published published-title quarto-required reading-time reference-location render repo-actions repo-url resources
    schema search server shift-heading-level-by shiny sidebar site-url smooth-scroll strict subtitle-meta
    suppress-title-page syntax-definitions tbl-cap-location tbl-colwidths title-block-banner title-block-banner-color
    title-block-categories title-block-style toc-expand toc-location toggle tools track-changes twitter-card typst-math
    validate-yaml view-source warning website
"""

R_MARKDOWN: Final = """
    address affil always_allow_html anonymous apa6 appendices author-information author_footnote authornote biblio
    bibliographystyle book_filename chapter_name code_download code_folding corresponding corresponding_author cover
    cover-letter date-updated dedication delete_merged_file dev dpi edition favicon fig_caption fig_height fig_retina
    fig_width figsintext floatsintext fn footnote github-repo gitlab-repo highlight highlights institution institutions
    journal keep_md knit knit-hooks left_footer lineheight lineno linenumber linenumbers lofpage mask mathjax
    nobibliography note number_sections ORCID output output_dir parskip pkgdown preamble preprint resource_files
    rmd_files rmd_subdir running runtime shortauthors shortnames shorttitle site skip_html split_bib split_by toc_depth
    toc_float url vignette volume
"""

JOSS: Final = """
    aas-doi aas-journal archive archive_doi article_type authors authors_short biohackathon_location
    biohackathon_name biohackathon_url branch citation_author cito-bibliography editors event formatted_doi git_url
    group joss-doi paper_url repository review_url reviewers role session submitted tags title_short year
"""

JEKYLL_HUGO_AND_ZOLA: Final = """
    aliases banner bibFile build cascade categories collection coverImage custom_css date_modified disable_toc
    disableToc excerpt expiryDate expirydate extra feature_text featured featured_image full_width grand_parent
    has_children has_toc headless hero hide hide_title icon in_search_index insert_anchor_links iscjklanguage
    isCJKLanguage language languages last_modified_at last_updated lastmod layout linktitle linkTitle main_nav markup
    menu mermaid nav_exclude nav_order navigation_weight outputs page_template paginate_by parent permalink post_date
    project_url projects publishdate publishDate readtime redirect_from redirect_to seo series share show_date show_toc
    showDate showToc sidebar_label sidebar_position sitemap slides slug sort_by source summary tag taxonomies template
    toc_sticky translationKey updated url_code url_dataset url_pdf url_poster url_project url_slides url_source
    url_video weight
"""

MANUBOT: Final = """
    author_info manubot-bibliography-cache manubot-output-bibliography manubot-requests-cache-path thumbnail
"""

MYST: Final = """
    abbreviations contributors data_availability edit_url exports first_page jupytext kernelspec last_page myst
    myst_abbreviations mystnmd open_access orphan oxa parts short_title site-options social source_url
    substitutions thebe tocdepth venue
"""

# ACM's template for Quarto puts the abstract and the keywords below this key.
ACM: Final = "acm-metadata"
# Keys under which a work names its bibliography files; the second is BioHackrXiv's.
BIBLIOGRAPHIES: Final = ("bibliography", "cito-bibliography")

FOREIGN_KEYS: Final = frozenset(
    " ".join((OF_THE_WORK, PANDOC, QUARTO, R_MARKDOWN, JOSS, JEKYLL_HUGO_AND_ZOLA, MANUBOT, MYST)).split()
)
