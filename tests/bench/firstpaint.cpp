// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstpaint.h"

#include "webserver.h"

#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QScopeGuard>
#include <QThread>

#include <xcb/xcb.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace gatehouse::bench {

namespace {

constexpr std::chrono::seconds kStartPatience{30};
constexpr int kLeastWidth = 300; // what is smaller is no program's window
constexpr int kLeastHeight = 200;
constexpr int kFrameMargin = 40; // what the window manager paints around it
constexpr int kSampledLines = 9;
constexpr int kLeastPainted = 40; // pixels of another colour: a letter or two

template<typename T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

template<typename T>
Reply<T> owned(T *reply)
{
    return {reply, &std::free};
}

/// A connection to the display that hears of windows that appear.
class Display final
{
public:
    Display() : m_connection(xcb_connect(nullptr, nullptr))
    {
        if (!isOpen())
            return;
        m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
        const uint32_t events = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection, m_root, XCB_CW_EVENT_MASK, &events);
        xcb_flush(m_connection);
    }
    ~Display() { xcb_disconnect(m_connection); }
    Display(const Display &) = delete;
    Display &operator=(const Display &) = delete;

    bool isOpen() const { return xcb_connection_has_error(m_connection) == 0; }

    /// The newest window of a program's size that has appeared on the screen since the last call; it is kept.
    void takeNews()
    {
        while (const auto event = owned(xcb_poll_for_event(m_connection))) {
            if ((event->response_type & 0x7f) != XCB_MAP_NOTIFY)
                continue;
            const auto *mapped = reinterpret_cast<const xcb_map_notify_event_t *>(event.get());
            if (mapped->event == m_root && mapped->override_redirect == 0 && isLarge(mapped->window))
                m_window = mapped->window;
        }
    }
    void forget()
    {
        takeNews();
        m_window = XCB_NONE;
    }

    /// Whether the window shows more than one colour inside.
    bool isPainted() const
    {
        if (m_window == XCB_NONE)
            return false;
        const auto size =
            owned(xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, m_window), nullptr));
        if (!size)
            return false;
        const auto width = static_cast<uint16_t>(size->width - 2 * kFrameMargin);
        const int height = size->height - 2 * kFrameMargin;
        std::vector<xcb_get_image_cookie_t> asked;
        for (int i = 0; i < kSampledLines; ++i)
            asked.push_back(xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, m_window, kFrameMargin,
                                          static_cast<int16_t>(kFrameMargin + height * i / (kSampledLines - 1)), width,
                                          1, ~0U));
        int painted = 0;
        std::optional<uint32_t> ground;
        for (const xcb_get_image_cookie_t cookie : asked) {
            if (const auto image = owned(xcb_get_image_reply(m_connection, cookie, nullptr)))
                painted += othersThan(ground, *image);
        }
        return painted >= kLeastPainted;
    }

private:
    bool isLarge(xcb_window_t window) const
    {
        const auto size = owned(xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr));
        return size && size->width >= kLeastWidth && size->height >= kLeastHeight;
    }

    /// How many pixels of a line have another colour than the first one seen.
    static int othersThan(std::optional<uint32_t> &ground, const xcb_get_image_reply_t &image)
    {
        const uint8_t *bytes = xcb_get_image_data(&image);
        int others = 0;
        for (int i = 0; i + 4 <= xcb_get_image_data_length(&image); i += 4) {
            uint32_t pixel = 0;
            std::memcpy(&pixel, bytes + i, sizeof pixel);
            pixel &= 0xffffffU;
            if (!ground)
                ground = pixel;
            others += pixel != *ground ? 1 : 0;
        }
        return others;
    }

    xcb_connection_t *m_connection;
    xcb_window_t m_root = XCB_NONE;
    xcb_window_t m_window = XCB_NONE;
};

QProcessEnvironment environmentIn(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home);
    for (const char *folder : {"CONFIG", "DATA", "CACHE", "STATE"})
        environment.insert(QStringLiteral("XDG_%1_HOME").arg(QLatin1String(folder)),
                           home + u'/' + QString::fromLatin1(folder).toLower());
    return environment;
}

void end(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(3000)) {
        process.kill();
        process.waitForFinished(3000);
    }
}

} // namespace

std::optional<Milliseconds> untilFirstPaint(const QString &program, const QStringList &arguments, const QString &home)
{
    Display display;
    if (!display.isOpen())
        return std::nullopt;
    QProcess process;
    endWithUs(process);
    process.setProcessEnvironment(environmentIn(home));
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    display.forget();
    const auto start = std::chrono::steady_clock::now();
    const auto ending = qScopeGuard([&process] { end(process); });
    process.start(program, arguments);
    while (std::chrono::steady_clock::now() - start < kStartPatience) {
        display.takeNews();
        if (display.isPainted())
            return std::chrono::steady_clock::now() - start;
        QThread::usleep(1000);
    }
    return std::nullopt;
}

} // namespace gatehouse::bench
