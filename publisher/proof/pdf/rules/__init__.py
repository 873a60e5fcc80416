"""All rules, in the order in which they are reported: one table, one module for each part of a PDF."""

from publisher.proof.pdf.rule import Rule
from publisher.proof.pdf.rules import attachments, file, fonts, graphics, interaction, metadata, printing, tagging

RULES: tuple[Rule, ...] = (
    *file.RULES,
    *metadata.RULES,
    *graphics.RULES,
    *fonts.RULES,
    *interaction.RULES,
    *attachments.RULES,
    *tagging.RULES,
    *printing.RULES,
)
