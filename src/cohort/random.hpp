#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vigie::cohort {

/// The only source of chance of the room: xoshiro256** (Blackman and Vigna), seeded by splitmix64. The
/// distributions are written here because those of <random> differ from one standard library to the next:
/// same seed, same bytes. What std::exp, log and pow may differ by between machines is lost when durations
/// are rounded to the minute. Two draws never stand in one expression whose order of evaluation is free.
class Random {
 public:
  /// Streams of one seed are independent: one more draw for a child does not move the next child.
  Random(std::uint64_t seed, std::uint64_t stream) {
    std::uint64_t mixed = seed ^ (stream * 0xD1342543DE82EF95ULL);
    for (auto& word : state_) word = splitmix(mixed);
  }

  std::uint64_t next() {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  /// In [0, 1), 53 bits.
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  bool chance(double probability) { return unit() < probability; }
  /// 0 to count - 1; count is at least 1.
  int below(int count) {
    return static_cast<int>(next() % static_cast<std::uint64_t>(count));  // the bias is under 2^-50
  }
  /// Both ends taken.
  int between(int low, int high) { return low + below(high - low + 1); }

  /// Mean 0, deviation 1: the sum of twelve uniforms (Irwin-Hall). Additions only; never beyond 6.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += unit();
    return sum;
  }
  /// `mu` and `sigma` are those of the logarithm.
  double log_normal(double mu, double sigma) { return std::exp(mu + sigma * normal()); }
  double exponential(double mean) { return -mean * std::log(1.0 - unit()); }

  template <class List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
  }
  /// An index, by weights that need not sum to 1.
  std::size_t weighted(std::span<const double> weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    double left = unit() * total;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
      left -= weights[i];
      if (left < 0) return i;
    }
    return weights.size() - 1;
  }

 private:
  static std::uint64_t splitmix(std::uint64_t& x) {
    std::uint64_t z = (x += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  static std::uint64_t rotate(std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace vigie::cohort
