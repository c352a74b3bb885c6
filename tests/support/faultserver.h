// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultreply.h"
#include "tests/support/seenrequest.h"

#include <QMutex>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <thread>

class QEventLoop;
class QTcpServer;

namespace gatehouse {

/// How an answer reaches the client, or not.
enum class Delivery {
    Whole,
    WholeThenClose,     ///< keeps the connection's promise to itself: closes after the answer
    CutInStatusLine,    ///< the first bytes of "HTTP/1.1", then closes
    CutInHead,          ///< the status line and half of the headers, then closes
    CutInBody,          ///< all but the last byte, then closes
    CutInBodyThenReset, ///< half, then resets
    Drip,               ///< byte after byte, one each `pause`
    Close,              ///< reads the request, closes without an answer
    Reset,              ///< reads the request, resets
    CloseAfterHead,     ///< closes when the header lines are there, whatever of the body is
    Stall,              ///< reads the request and says nothing, the connection stays open
    StallInBody,        ///< half of the answer, then silence
    // Of an answer with a Content-Length:
    LengthTooSmall,          ///< promises a byte less than comes; the connection stays open
    LengthTooLarge,          ///< promises more than comes; the connection stays open
    LengthTooLargeThenClose, ///< promises more than comes, then closes
};

/// One request's fate.
struct Fault
{
    enum class Deed { Done, NotDone }; ///< whether the store carries the request out

    Delivery delivery = Delivery::Whole;
    Deed deed = Deed::Done;
    std::optional<FaultReply> reply{}; ///< instead of what the store says
    std::chrono::milliseconds pause{5};

    static Fault answer(FaultReply reply) { return {.deed = Deed::NotDone, .reply = std::move(reply)}; }
    /// The request is carried out, its answer gets lost this way.
    static Fault done(Delivery delivery) { return {.delivery = delivery}; }
    /// The request is carried out, and the answer says this.
    static Fault doneBut(FaultReply reply) { return {.reply = std::move(reply)}; }
    /// The request is not carried out, and there is no answer either.
    static Fault notDone(Delivery delivery) { return {.delivery = delivery, .deed = Deed::NotDone}; }
};

enum class Transport { Plain, Tls };

/// A Pivot for tests that misbehaves as told: a store that answers the five calls as documented, and faults on top. A
/// request meets the fault for the n-th, else the one for its user, else one drawn by rate, else the one for all; at
/// each of these steps what is said of its method goes before what is said of any ("*"). On a free port of 127.0.0.1,
/// in a thread of its own; every method may be called from any thread. Shares no code with the client.
class FaultServer final
{
public:
    static constexpr int EveryTime = std::numeric_limits<int>::max();

    explicit FaultServer(Transport transport = Transport::Plain);
    /// Over TLS, with this configuration.
    explicit FaultServer(const QSslConfiguration &own);
    ~FaultServer();
    FaultServer(const FaultServer &) = delete;
    FaultServer &operator=(const FaultServer &) = delete;

    QUrl url() const;
    /// What a client must trust to talk to this server over TLS: a certificate made for it alone.
    QSslConfiguration trustingConfiguration() const;

    /// Requests without this token are answered 401. Empty (as at the start): all are welcome.
    void setToken(const QByteArray &token);
    /// What the store holds: name to the entry's JSON; in the order of the names.
    void setEntries(const std::map<QByteArray, QByteArray> &entries);
    void addEntry(const QByteArray &name, const QByteArray &json);
    std::map<QByteArray, QByteArray> entries() const;

    /// What GET /api/v1/users is answered. Empty, as at the start: 404, as by a server that does not list its persons.
    /// Those requests meet no fault, and are not among requests() and count().
    void setPersons(const std::optional<FaultReply> &reply);
    /// How many of them there were.
    int personsAsked() const;

    /// What becomes of the n-th request (from 1) of that method ("GET", "POST", "DELETE", "*" for any).
    void on(const QByteArray &method, int nth, Fault fault);
    /// What becomes of the next requests of that method for this user. CloseAfterHead closes after the body of a new
    /// status, which alone tells whom it is about.
    void byName(const QByteArray &method, const QByteArray &name, Fault fault, int times = EveryTime);
    /// What becomes of this share (0 to 1) of the requests of that method. Whether it meets a request hangs on the
    /// seed, the request's user and how often that method came for that user, so a run can be repeated whatever order
    /// its requests come in. Of several rates each is drawn by itself, in the order in which they were told.
    void byRate(const QByteArray &method, double share, quint64 seed, Fault fault);
    /// What becomes of every request of that method for which nothing else is said.
    void always(const QByteArray &method, Fault fault);
    /// The list has no more than this many entries, the first ones, while everything else is true; all if empty.
    void setListedAtMost(std::optional<int> most);
    /// Refuses what comes while so many requests are in hand already: read whole, and not yet answered to the last
    /// byte. It takes a latency, or a slow delivery, for more than one to be in hand. Refusals go out at once, before
    /// any other fault is looked at, and nothing is carried out.
    void shedInHand(int most, FaultReply refusal = FaultReply::busy());
    /// The same for what comes when so many were let in within the last `span`.
    void shedRate(int most, std::chrono::milliseconds span, FaultReply refusal = FaultReply::busy(429));
    /// Ends all the above faults; counting goes on, and what is set below stays.
    void behave();

    /// How far the clock of the Date headers is ahead; without a clock (empty) there are none. At first it is right.
    void setClock(std::optional<std::chrono::milliseconds> ahead);
    /// Each new connection is closed when it is made, before anything is read.
    void setClosingOnAccept(bool isClosing);
    /// Closes the connections that there are; who waits for an answer gets none. It is done on return.
    void dropConnections();
    /// What is asked from now on is carried out at once and answered so much later.
    void setLatency(std::chrono::milliseconds latency);

    QList<SeenRequest> requests() const;
    /// requests() has nothing from now on: a server that runs for hours would grow. Counting goes on.
    void stopRemembering();
    /// How many requests of the method came ("*" for any).
    int count(const QByteArray &method) const;
    /// How many of them were about this user.
    int count(const QByteArray &method, const QByteArray &name) const;
    /// How many POST and DELETE came for this user, whatever became of them.
    int writes(const QByteArray &name) const;
    /// How many of those the store carried out.
    int carriedOut(const QByteArray &name) const;
    int connections() const;
    /// How many requests are in hand now, and were at most at once.
    int inHand() const;
    int mostInHand() const;
    /// How many were turned away because there were too many.
    int shed() const;

    struct Shared;

private:
    void start(const std::optional<QSslConfiguration> &own);
    void serve(std::promise<quint16> &listening, const std::optional<QSslConfiguration> &own);

    std::shared_ptr<Shared> m_shared;
    // No QThread: its wait() returns while the thread is still ending, and what OpenSSL keeps for a thread that ends
    // beside the process is lost, which the leak checker tells now and then.
    std::thread m_thread;
    QEventLoop *m_loop = nullptr;   ///< the thread's
    QTcpServer *m_server = nullptr; ///< the thread's
    QUrl m_url;
    QSslConfiguration m_trusting;
};

} // namespace gatehouse
