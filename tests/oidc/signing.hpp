#pragma once
#include <cjose/header.h>
#include <cjose/jwk.h>
#include <cjose/jws.h>

#include <memory>
#include <string>

#include "base/json.hpp"
#include "base/text.hpp"

namespace vigie::test {

/// A private key of a provider that a test plays, and what it signs.
class Signer {
 public:
  enum class Kind { p256, rsa, small_rsa, secret };
  Signer(Kind kind, std::string id) : key_(make(kind), cjose_jwk_release), id_(std::move(id)) {
    if (!id_.empty()) cjose_jwk_set_kid(key_.get(), id_.data(), id_.size(), nullptr);
  }
  /// As a member of a published set; more members may follow.
  boost::json::object published(const boost::json::object& more = {}) const {
    char* text = cjose_jwk_to_json(key_.get(), false, nullptr);
    boost::json::object key = base::parse_json(text).value().as_object();
    std::free(text);
    for (const auto& [name, value] : more) key[name] = value;
    return key;
  }
  std::string sign(const boost::json::object& claims, const char* algorithm) const {
    const std::unique_ptr<cjose_header_t, decltype(&cjose_header_release)> head(cjose_header_new(nullptr), cjose_header_release);
    cjose_header_set(head.get(), "alg", algorithm, nullptr);
    if (!id_.empty()) cjose_header_set(head.get(), "kid", id_.c_str(), nullptr);
    const std::string text = base::to_text(claims);
    const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> jws(
        cjose_jws_sign(key_.get(), head.get(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), nullptr), cjose_jws_release);
    const char* compact = nullptr;
    if (!jws || !cjose_jws_export(jws.get(), &compact, nullptr)) throw std::runtime_error("a test cannot sign");
    return compact;
  }

 private:
  static cjose_jwk_t* make(Kind kind) {
    switch (kind) {
      case Kind::p256: return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, nullptr);
      case Kind::rsa: return cjose_jwk_create_RSA_random(2048, nullptr, 0, nullptr);
      case Kind::small_rsa: return cjose_jwk_create_RSA_random(1024, nullptr, 0, nullptr);
      case Kind::secret: return cjose_jwk_create_oct_random(256, nullptr);
    }
    return nullptr;
  }
  std::unique_ptr<cjose_jwk_t, decltype(&cjose_jwk_release)> key_;
  std::string id_;
};

inline std::string published(std::initializer_list<boost::json::object> keys) {
  boost::json::array all;
  for (const auto& key : keys) all.push_back(key);
  return base::to_text(boost::json::object{{"keys", std::move(all)}});
}

}  // namespace vigie::test
