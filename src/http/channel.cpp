#include "http/channel.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace vigie::http {

Channel::Channel(const Tls& tls, int socket) : ssl_(SSL_new(tls.context())) {
  if (ssl_ == nullptr || SSL_set_fd(ssl_, socket) != 1) {
    SSL_free(ssl_);
    throw base::Fault("no memory for an encrypted connection");
  }
}

Channel::~Channel() {
  say_end();
  SSL_free(ssl_);
}

// OpenSSL keeps errors in one queue a thread: emptied before each call, it speaks of that call.

Channel::Step Channel::greet() {
  ERR_clear_error();
  const Step step = step_of(SSL_accept(ssl_));
  if (step.lacks == Lacks::nothing) open_ = true;
  return step;
}

Channel::Step Channel::read(char* into, std::size_t at_most) {
  std::size_t size = 0;
  ERR_clear_error();
  Step step = step_of(SSL_read_ex(ssl_, into, at_most, &size));
  step.size = size;
  return step;
}

Channel::Step Channel::write(std::string_view bytes) {
  std::size_t size = 0;
  ERR_clear_error();
  Step step = step_of(SSL_write_ex(ssl_, bytes.data(), bytes.size(), &size));
  step.size = size;
  return step;
}

void Channel::say_end() {
  if (!open_) return;
  open_ = false;
  ERR_clear_error();
  SSL_shutdown(ssl_);  // lost when the socket takes no more: the other side then sees the socket close
}

Channel::Step Channel::step_of(int result) {
  if (result == 1) return {Lacks::nothing, 0};
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
      return {Lacks::bytes, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Lacks::room, 0};
    case SSL_ERROR_ZERO_RETURN:  // the other side said its end
      return {Lacks::everything, 0};
    default:
      open_ = false;
      return {Lacks::everything, 0};
  }
}

}  // namespace vigie::http
