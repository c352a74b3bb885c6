// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <span>

namespace gatehouse {

/// Hands a long answer to a reader on a worker while it still comes, so that it is read when the last byte is there,
/// and never stands in memory as a whole. `Reader` has expect(), read() and finish(), see ListReader; it is made with a
/// flag to stop by, and is used by one worker after another, in order.
///
/// Lives on the exchange's thread. A web page, which an API never answers with, is kept back for the person instead.
/// When it goes, the reader is told to stop and goes by itself.
template<typename Reader>
class BodyFeed final : public BodySink
{
public:
    using Result = decltype(std::declval<Reader &>().finish());

    BodyFeed() : m_work(std::make_shared<Work>()) { m_work->promise.start(); }
    ~BodyFeed() override
    {
        m_work->stop = true;
        // Tens of megabytes, and nobody waits for them to be freed.
        QThreadPool::globalInstance()->start([gone = std::move(m_work)]() mutable { gone.reset(); });
    }
    BodyFeed(const BodyFeed &) = delete;
    BodyFeed &operator=(const BodyFeed &) = delete;

    void expect(qint64 bytes) override { m_expected = bytes; }
    std::span<char> room() override
    {
        if (!m_block.bytes)
            m_block = m_work->emptyBlock();
        return std::span(m_block.bytes.get() + m_block.size, kBlockSize - m_block.size);
    }
    void took(qint64 bytes) override
    {
        m_block.size += static_cast<std::size_t>(bytes);
        if (m_block.size == kBlockSize)
            handOver();
    }

    /// All has come. What was read of it comes from a worker; nothing if it is a web page.
    std::optional<QFuture<Result>> end()
    {
        handOver();
        if (!m_page.isEmpty())
            return std::nullopt;
        m_work->end();
        return m_work->promise.future();
    }
    /// The beginning of the web page that came instead.
    QByteArray page() const { return m_page; }

private:
    static constexpr std::size_t kBlockSize = std::size_t{256} << 10;

    struct Block
    {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
        std::string_view view() const { return {bytes.get(), size}; }
    };

    /// What worker and feed share.
    struct Work : std::enable_shared_from_this<Work>
    {
        std::atomic_bool stop = false;
        Reader reader{&stop};
        QPromise<Result> promise;
        std::mutex mutex; // of what follows
        std::deque<Block> full;
        std::vector<Block> empty; ///< used again: fresh memory costs more than reading it
        bool isAtWork = false;
        bool isEnded = false;

        Block emptyBlock()
        {
            const std::scoped_lock lock(mutex);
            if (empty.empty())
                return {std::make_unique_for_overwrite<char[]>(kBlockSize), 0};
            Block block = std::move(empty.back());
            empty.pop_back();
            block.size = 0;
            return block;
        }
        void add(Block block)
        {
            const std::scoped_lock lock(mutex);
            full.push_back(std::move(block));
            startWork();
        }
        void end()
        {
            const std::scoped_lock lock(mutex);
            isEnded = true;
            startWork();
        }
        void startWork()
        {
            if (std::exchange(isAtWork, true))
                return;
            QThreadPool::globalInstance()->start([work = this->shared_from_this()] { work->readAll(); });
        }
        void readAll()
        {
            std::unique_lock lock(mutex);
            while (!full.empty() && !stop) {
                Block block = std::move(full.front());
                full.pop_front();
                lock.unlock();
                reader.read(block.view());
                lock.lock();
                empty.push_back(std::move(block));
            }
            isAtWork = false;
            if (!isEnded || stop)
                return;
            isAtWork = true; // nothing is left to do
            lock.unlock();
            promise.addResult(reader.finish());
            promise.finish();
        }
    };

    void handOver()
    {
        if (m_block.size == 0)
            return;
        if (!m_isBegun) {
            m_isBegun = true;
            m_work->reader.expect(m_expected); // no worker has it yet
            const std::string_view view = m_block.view();
            const std::size_t first = view.find_first_not_of(" \t\r\n");
            if (first != std::string_view::npos && view[first] == '<')
                m_page = QByteArray(view.data(), static_cast<qsizetype>(view.size()));
        }
        if (m_page.isEmpty())
            m_work->add(std::move(m_block));
        m_block = {};
    }

    std::shared_ptr<Work> m_work;
    Block m_block; ///< that is being filled
    qint64 m_expected = 0;
    QByteArray m_page;
    bool m_isBegun = false;
};

} // namespace gatehouse
