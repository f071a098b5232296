#pragma once
#include <optional>
#include <utility>
#include <variant>

#include "base/error.hpp"

namespace vigie::base {

/// A value, or the refusal to make one. Reading the one that is not there is a bug.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return require(ok(), "Result::value of a refusal"), std::get<0>(content_); }
  const T& value() const& { return require(ok(), "Result::value of a refusal"), std::get<0>(content_); }
  T&& value() && { return require(ok(), "Result::value of a refusal"), std::get<0>(std::move(content_)); }
  const Error& error() const& { return require(!ok(), "Result::error of a value"), std::get<1>(content_); }
  Error&& error() && { return require(!ok(), "Result::error of a value"), std::get<1>(std::move(content_)); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> content_;
};

/// Nothing to give back but that it was done.
struct Done {};
using Status = Result<Done>;

}  // namespace vigie::base
