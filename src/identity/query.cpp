#include "base/text.hpp"
#include "identity/keys_detail.hpp"
#include "identity/likeness.hpp"
#include "identity/query_detail.hpp"
#include "identity/traits_detail.hpp"

namespace vigie::identity {
namespace {

constexpr std::size_t most_terms = 12;
constexpr auto word_sorts = {KeySort::nom_word, KeySort::prenom_word, KeySort::surnom_word};
constexpr auto sound_sorts = {KeySort::nom_sound, KeySort::prenom_sound, KeySort::surnom_sound};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Tokens between white space; unbreakable spaces, as in a copied phone number, count.
std::vector<std::string> tokens_of(std::string_view query) {
  std::string text(query);
  for (const std::string_view space : {"\u00A0", "\u202F", "\u2009"}) {
    for (std::size_t at = 0; (at = text.find(space, at)) != std::string::npos;)
      text.replace(at, space.size(), " ");
  }
  std::ranges::replace_if(
      text, [](char c) { return c == ',' || c == ';' || c == '\t' || c == '\n'; }, ' ');
  auto tokens = base::split(text, ' ');
  std::erase(tokens, "");
  return tokens;
}

std::optional<base::Date> date_of(int year, int month, int day) {
  return base::parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

/// 2010-03-12, 12/03/2010, 12.3.2010, 12-03-2010.
std::optional<base::Date> read_date(const std::string& token) {
  if (const auto date = base::parse_date(token)) return date;
  std::string slashed = token;
  std::ranges::replace_if(
      slashed, [](char c) { return c == '.' || c == '-'; }, '/');
  const auto parts = base::split(slashed, '/');
  const bool shaped =
      parts.size() == 3 && parts[2].size() == 4 && std::ranges::all_of(parts, [](const auto& part) {
        return !part.empty() && part.size() <= 4 && std::ranges::all_of(part, is_digit);
      });
  return shaped ? date_of(std::stoi(parts[2]), std::stoi(parts[1]), std::stoi(parts[0])) : std::nullopt;
}

bool is_year(const std::string& token) {
  return token.size() == 4 && std::ranges::all_of(token, is_digit) && token >= "1900" && token <= "2100";
}

bool is_numeric(std::string_view token) {
  return std::ranges::any_of(token, is_digit) &&
         token.find_first_not_of("0123456789+.-/()") == std::string_view::npos;
}

Term date_term(base::Date date) { return {{{make_key(KeySort::birth, birth_digits(date)), false}}}; }

/// Groups of digits that follow each other: a phone number, a date typed with spaces, or a pseudo made of
/// digits.
Term digits_term(const std::string& typed) {
  Term term;
  std::string digits = typed;
  std::erase_if(digits, [](char c) { return !is_digit(c); });
  if (digits.size() == 8) {
    const auto date =
        date_of(std::stoi(digits.substr(4)), std::stoi(digits.substr(2, 2)), std::stoi(digits.substr(0, 2)));
    if (date) term = date_term(*date);
  }
  const std::string phone = phone_key(typed);
  term.probes.push_back({make_key(KeySort::phone, phone.empty() ? digits : phone), true});
  term.probes.push_back({make_key(KeySort::handle, digits), true});
  term.probes.push_back({make_key(KeySort::surnom_word, digits), true});
  return term;
}

struct Word {
  std::string text, token;
};

Term word_term(std::span<const Word> words, std::size_t at) {
  Term term;
  const auto add_joined = [&](std::size_t first, std::size_t count) {
    std::string text;
    for (const auto& word : words.subspan(first, count)) text += word.text;
    for (const auto sort : word_sorts) term.probes.push_back({make_key(sort, text), true});
  };
  const std::string handle = handle_key(words[at].token);
  const auto add_handle = [&] { term.probes.push_back({make_key(KeySort::handle, handle), true}); };
  const bool looks_like_one =
      words[at].token.starts_with('@') || handle != words[at].text;  // "@nessa", "nessa_93"
  if (looks_like_one) add_handle();
  add_joined(at, 1);
  for (std::size_t count = 2; count <= std::min<std::size_t>(3, words.size()); ++count) {
    for (std::size_t first = at < count ? 0 : at + 1 - count; first <= at && first + count <= words.size();
         ++first) {
      add_joined(first, count);
    }
  }
  if (!looks_like_one) add_handle();
  const std::string sound = words[at].text.size() < 3 ? "" : phonetic(words[at].text.substr(0, 64));
  for (const auto sort : sound_sorts) {
    if (sound.size() > 1) term.probes.push_back({make_key(sort, sound), false});
  }
  return term;
}

/// Takes the tokens in order: dates and years at once, groups of digits and words until something else comes.
class Reader {
 public:
  std::vector<Term> read(std::string_view query) {
    for (const auto& token : tokens_of(query)) take(token);
    end_words();
    end_digits();
    if (terms_.size() > most_terms) terms_.resize(most_terms);
    return std::move(terms_);
  }

 private:
  void take(const std::string& token) {
    const auto date = read_date(token);
    const bool year = !date && digits_.empty() && is_year(token);
    const bool digits = !date && !year && is_numeric(token);
    if (digits) {
      end_words();
      digits_ += (digits_.empty() ? "" : " ") + token;
      return;
    }
    end_digits();
    if (date || year) end_words();
    if (date) terms_.push_back(date_term(*date));
    if (year) terms_.push_back({{{make_key(KeySort::birth, token), true}}});
    if (date || year) return;
    for (auto& word : words_of(token)) words_.push_back({std::move(word), token});
  }
  void end_digits() {
    if (!digits_.empty()) terms_.push_back(digits_term(digits_));
    digits_.clear();
  }
  void end_words() {
    for (std::size_t at = 0; at < std::min(words_.size(), most_terms); ++at) {
      terms_.push_back(word_term(words_, at));
    }
    words_.clear();
  }
  std::vector<Term> terms_;
  std::vector<Word> words_;
  std::string digits_;
};

}  // namespace

std::vector<Term> parse_query(std::string_view query) { return Reader().read(query); }

}  // namespace vigie::identity
