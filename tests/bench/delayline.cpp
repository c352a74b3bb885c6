// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of network of a given length, for a network namespace of its own: whoever connects to 10.9.N.2 reaches the
// server that listens on 10.9.N.1, every packet half of the round trip later. Nagle, delayed acknowledgements, slow
// start and handshakes are the kernel's own, as no server that only sleeps before it answers would show them.
//
//   gatehouse_delayline N MILLISECONDS     until it is ended; "--check" instead: ends with 0 if it could be done
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kQueue = 20'000; ///< packets; the kernel's 500 would be lost in a burst
constexpr std::size_t kSource = 12;
constexpr std::size_t kDestination = 16;
constexpr std::size_t kAddress = 4;

struct Packet
{
    Clock::time_point due;
    std::vector<unsigned char> bytes;
};

ifreq named(const std::string &name)
{
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    return request;
}

ifreq withAddress(const std::string &name, const std::string &address)
{
    ifreq request = named(name);
    sockaddr_in in{};
    in.sin_family = AF_INET;
    inet_pton(AF_INET, address.c_str(), &in.sin_addr);
    std::memcpy(&request.ifr_addr, &in, sizeof in);
    return request;
}

bool bringUp(int control, const std::string &name)
{
    ifreq request = named(name);
    if (ioctl(control, SIOCGIFFLAGS, &request) < 0)
        return false;
    request.ifr_flags |= IFF_UP | IFF_RUNNING;
    return ioctl(control, SIOCSIFFLAGS, &request) == 0;
}

/// The device, up, with its address; -1 if this is not allowed here.
int openLine(const std::string &number)
{
    const std::string name = "line" + number;
    const int line = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ifreq tun = named(name);
    tun.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (line < 0 || ioctl(line, TUNSETIFF, &tun) < 0)
        return -1;
    const int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq address = withAddress(name, "10.9." + number + ".1");
    ifreq mask = withAddress(name, "255.255.255.0");
    ifreq queue = named(name);
    queue.ifr_qlen = kQueue;
    const bool isUp = ioctl(control, SIOCSIFADDR, &address) == 0 && ioctl(control, SIOCSIFNETMASK, &mask) == 0 &&
                      ioctl(control, SIOCSIFTXQLEN, &queue) == 0 && bringUp(control, name) && bringUp(control, "lo");
    close(control);
    return isUp ? line : -1;
}

/// Both ends trade places; the checksums do not mind the order.
void turnRound(unsigned char *packet)
{
    std::array<unsigned char, kAddress> source{};
    std::memcpy(source.data(), packet + kSource, kAddress);
    std::memcpy(packet + kSource, packet + kDestination, kAddress);
    std::memcpy(packet + kDestination, source.data(), kAddress);
}

void readAll(int line, Clock::duration delay, std::deque<Packet> &onTheWay)
{
    static std::array<unsigned char, 65'536> buffer;
    for (ssize_t size = 0; (size = read(line, buffer.data(), buffer.size())) > 0;) {
        if (size < 20 || (buffer[0] >> 4) != 4) // IPv4 alone
            continue;
        turnRound(buffer.data());
        onTheWay.push_back({Clock::now() + delay, {buffer.data(), buffer.data() + size}});
        if (onTheWay.front().due <= Clock::now()) // in a flood none waits for the end of it
            return;
    }
}

void writeDue(int line, std::deque<Packet> &onTheWay)
{
    const auto now = Clock::now();
    while (!onTheWay.empty() && onTheWay.front().due <= now) {
        const std::vector<unsigned char> &bytes = onTheWay.front().bytes;
        if (write(line, bytes.data(), bytes.size()) < 0)
            std::perror("delayline");
        onTheWay.pop_front();
    }
}

void waitForMore(int line, const std::deque<Packet> &onTheWay)
{
    pollfd arrival{line, POLLIN, 0};
    if (onTheWay.empty()) {
        poll(&arrival, 1, -1);
        return;
    }
    const auto left = std::chrono::nanoseconds(onTheWay.front().due - Clock::now()).count();
    constexpr long long second = 1'000'000'000;
    if (left <= 0)
        return;
    const timespec wait{left / second, left % second};
    ppoll(&arrival, 1, &wait, nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    const bool isCheck = argc == 2 && std::strcmp(argv[1], "--check") == 0;
    if (argc != 3 && !isCheck)
        return 2;
    const int line = openLine(isCheck ? "250" : argv[1]);
    if (line < 0 || isCheck)
        return line < 0 ? 1 : 0;
    prctl(PR_SET_TIMERSLACK, 1); // the kernel's 50 us would make the line longer
    const std::chrono::duration<double, std::milli> half(std::atof(argv[2]) / 2);
    const auto delay = std::chrono::duration_cast<Clock::duration>(half);
    for (std::deque<Packet> onTheWay;;) {
        readAll(line, delay, onTheWay);
        writeDue(line, onTheWay);
        waitForMore(line, onTheWay);
    }
}
