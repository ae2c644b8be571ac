"""Both languages of the house: texts in two languages, the choice of language, the catalogues."""
