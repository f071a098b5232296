#include "audit/entry.hpp"

#include "base/hash.hpp"

namespace vigie::audit {

std::string chain(std::string_view key, std::string_view previous_hash, const Line& line) {
  std::string content(previous_hash);
  const auto add = [&content](std::string_view part) { content += fmt::format("{}:{};", part.size(), part); };
  add(std::to_string(line.number));
  add(std::to_string(line.at.ms));
  for (const std::string* part : {&line.account, &line.organisation, &line.entry.act, &line.entry.subject,
                                  &line.entry.subject_id, &line.entry.motive, &line.entry.detail})
    add(*part);
  return key.empty() ? base::sha256(content) : base::hmac_sha256(key, content);
}

std::string sign(std::string_view key, const Head& head) {
  std::string content = fmt::format("head {} {} ", head.number, head.keyed_from);
  content += head.hash;
  return base::hmac_sha256(key, content);
}

std::string sign(std::string_view key, const EndedLines& ended) {
  std::string content = fmt::format("ended {} {} ", ended.first, ended.last);
  content += ended.hash;
  return base::hmac_sha256(key, content);
}

}  // namespace vigie::audit
