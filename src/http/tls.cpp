#include "http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <ctime>
#include <filesystem>
#include <fstream>

namespace vigie::http {

namespace {

constexpr const char* ciphers_1_2 =  // TLS 1.3 has none but such
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
constexpr const char* groups = "X25519:P-256:P-384";
constexpr int at_least_112_bits = 2;

base::Error refuse_file(std::string_view key, const std::string& path, std::string_view why) {
  return {base::Kind::invalid, "configuration_invalide", fmt::format("« {} » : {} {}", key, path, why)};
}

std::string reason_of_openssl() {
  const char* text = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return text ? text : "no reason given";
}

/// What a client proposes beside HTTP/1.1 is left aside; one that wants something else only has come to another service.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned offered_length, void*) {
  static constexpr unsigned char http_1_1[] = "\x08http/1.1";
  unsigned char* found = nullptr;
  const int choice = SSL_select_next_proto(&found, length, http_1_1, sizeof http_1_1 - 1, offered, offered_length);
  *chosen = found;
  return choice == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// A key behind a passphrase is refused: nobody is there to type it.
int no_passphrase(char*, int, int, void*) { return -1; }

void set_rules(SSL_CTX* context) {
  SSL_CTX_set_security_level(context, at_least_112_bits);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  const bool set = SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 && SSL_CTX_set_max_proto_version(context, 0) == 1 &&
                   SSL_CTX_set_cipher_list(context, ciphers_1_2) == 1 && SSL_CTX_set1_groups_list(context, groups) == 1 &&
                   SSL_CTX_set_num_tickets(context, 0) == 1;
  base::require(set, "OpenSSL knows the ciphers that the service speaks");
}

bool can_be_read(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) && std::ifstream(path).good();
}

}  // namespace

Tls::Tls() : context_(SSL_CTX_new(TLS_server_method())) {
  base::require(context_ != nullptr, "OpenSSL starts");
  set_rules(context_);
}

Tls::~Tls() { SSL_CTX_free(context_); }

base::Result<std::shared_ptr<const Tls>> Tls::load(const std::string& certificate, const std::string& key) {
  if (!can_be_read(certificate)) return refuse_file("tls_certificate", certificate, "n’est pas un fichier que le service peut lire.");
  if (!can_be_read(key)) return refuse_file("tls_key", key, "n’est pas un fichier que le service peut lire.");
  const std::shared_ptr<Tls> tls(new Tls);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(tls->context_, certificate.c_str()) != 1)
    return refuse_file("tls_certificate", certificate, fmt::format("n’est pas un certificat PEM acceptable ({}).", reason_of_openssl()));
  if (SSL_CTX_use_PrivateKey_file(tls->context_, key.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(tls->context_) != 1)
    return refuse_file("tls_key", key, fmt::format("n’est pas la clé PEM, sans phrase secrète, de ce certificat ({}).", reason_of_openssl()));
  return std::shared_ptr<const Tls>(tls);
}

base::Instant Tls::ends_at() const {
  std::tm end{};
  const bool read = ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context_)), &end) == 1;
  base::require(read, "a certificate says when it ends");
  return {static_cast<std::int64_t>(timegm(&end)) * 1000};
}

}  // namespace vigie::http
