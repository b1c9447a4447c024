"""Writes the sample disclosures: one invented unit per file format, each with a few planted faults."""

from __future__ import annotations

from pathlib import Path

from fiction import book, faults, write_docx, write_html, write_pdf, write_txt, write_xlsx

FOLDER = Path(__file__).parent / "disclosures"

# name, seed, sector, year, place, writer, planted faults
SAMPLES = (
    ("青岩市临溪区教育局2024年单位预算公开.pdf", 11, "education", 2024, "青岩市临溪区", write_pdf.write, ("sum.children", "period.year")),
    ("望川县水利局2025年单位预算公开.docx", 12, "water", 2025, "望川县", write_docx.write, ("allocation.sum", "procurement.sum")),
    ("云栖市东湖新区文化和旅游局2023年单位预算公开.xlsx", 13, "culture", 2023, "云栖市东湖新区", write_xlsx.write, ("staffing.sum",)),
    ("石桥市北塘区教育局2025年单位预算公开.html", 14, "education", 2025, "石桥市北塘区", write_html.write, ("narrative.share",)),
    ("白鹭市松岗区水利局2024年单位预算公开.txt", 15, "water", 2024, "白鹭市松岗区", write_txt.write, ("period.year", "staffing.sum")),
)  # fmt: skip


def main() -> None:
    """Write every sample into `disclosures/`."""
    FOLDER.mkdir(exist_ok=True)
    for name, seed, sector, year, place, write, rules in SAMPLES:
        document = faults.write_with(book.make(seed, sector, year, place), *rules)
        (FOLDER / name).write_bytes(write(document))
        print(f"{name}: {', '.join(rules)}")


if __name__ == "__main__":
    main()
