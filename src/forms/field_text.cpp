#include "base/text.hpp"
#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

namespace {

/// Browsers send \r\n; one line end is kept everywhere.
std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      plain += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      plain += '\n';
  }
  return plain;
}

Kept keep_characters(const Answer& answer, Checking& checking, std::size_t longest, bool multiline) {
  const json::string* sent = answer.value.if_string();
  if (!sent) return refuse_type(answer, checking, "un texte est attendu");
  const std::string text = base::trim(multiline ? with_plain_line_ends(*sent) : std::string(*sent));
  if (text.empty()) return std::nullopt;
  if (base::length_of(text) > longest)
    return refuse(answer, checking, "texte_trop_long", fmt::format("pas plus de {} caractères.", longest));
  if (!base::is_utf8(text) || base::has_control_characters(text, multiline))
    return refuse(answer, checking, "caractere_de_controle", "contient un caractère qui ne s’imprime pas.");
  return json::value(text);
}

Kept keep_list(const Answer& answer, Checking& checking, std::size_t longest, std::string_view expected) {
  const json::array* list = list_of(answer, checking, expected);
  if (!list) return std::nullopt;
  json::array kept;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Answer entry{answer.field, (*list)[i], base::pointer(answer.pointer, i), answer.label};
    if (entry.value.is_null()) continue;
    if (Kept text = keep_characters(entry, checking, longest, false)) kept.push_back(std::move(*text));
  }
  if (kept.empty()) return std::nullopt;
  return json::value(std::move(kept));
}

}  // namespace

Kept keep_text(const Answer& answer, Checking& checking) {
  return keep_characters(answer, checking, longest_text, false);
}

Kept keep_narrative(const Answer& answer, Checking& checking) {
  return keep_characters(answer, checking, longest_text, true);
}

Kept keep_texts(const Answer& answer, Checking& checking) {
  return keep_list(answer, checking, longest_text, "une liste de textes est attendue");
}

/// Numbers are kept as they were told: a number half heard is worth having.
Kept keep_phones(const Answer& answer, Checking& checking) {
  return keep_list(answer, checking, longest_phone, "une liste de numéros de téléphone est attendue");
}

}  // namespace vigie::forms::detail
