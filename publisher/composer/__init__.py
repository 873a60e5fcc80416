"""The composer: Chinese lines set as in fine print. `spacing` and `lines` compute, `weasy` puts them under WeasyPrint."""
