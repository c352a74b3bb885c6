// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "ui/look/gatestyle.h"

#include <QApplication>
#include <QFile>
#include <QInputMethodEvent>
#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse {

namespace {

constexpr int kPatience = 30000; // milliseconds
constexpr int kSwitchMiddle = 24;

/// Whether it has the keyboard; else asks for it. A window manager may give it to a window that is just going.
bool activate(QWidget &window)
{
    if (!window.isActiveWindow())
        window.activateWindow();
    return window.isActiveWindow();
}

} // namespace

QAbstractButton *byText(const QWidget *parent, const char *text)
{
    if (!parent)
        return nullptr;
    for (auto *child : parent->findChildren<QAbstractButton *>()) {
        if (child->window() == parent->window() && child->isVisible() && child->text() == QString::fromUtf8(text))
            return child;
    }
    return nullptr;
}

QString wordsOf(const QWidget *parent)
{
    QStringList words;
    for (const auto *label : parent->findChildren<QLabel *>()) {
        if (label->window() == parent->window() && label->isVisible())
            words.append(label->text());
    }
    return words.join(QLatin1Char('\n'));
}

void click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
}

std::map<QByteArray, QVariantMap> meaningOf(const Entries &entries)
{
    std::map<QByteArray, QVariantMap> meaning;
    for (const auto &[name, json] : entries)
        meaning.emplace(name, QJsonDocument::fromJson(json).object().toVariantMap());
    return meaning;
}

std::optional<Instant> disabledSince(const Entries &entries, const QByteArray &name)
{
    return parseInstant(meaningOf(entries)[name].value(QStringLiteral("disabled")).toString().toStdString());
}

QByteArrayList differences(const Entries &before, const Entries &after)
{
    const auto was = meaningOf(before);
    const auto is = meaningOf(after);
    QByteArrayList names;
    for (const auto &[name, entry] : was) {
        const auto found = is.find(name);
        if (found == is.end() || found->second != entry)
            names.append(name);
    }
    for (const auto &[name, entry] : is) {
        if (was.find(name) == was.end())
            names.append(name);
    }
    return names;
}

WindowBench::WindowBench(const Parts &parts)
    : m_store(parts.settingsFile.isEmpty() ? m_folder.filePath(QStringLiteral("gatehouse.ini")) : parts.settingsFile)
{
    GateStyle::apply(Appearance::Light);
    const auto now = [this] { return m_now(); };
    DemoServer::Options demo;
    demo.users = parts.demoUsers;
    ClientOptions client;
    client.timeout = parts.timeout;
    m_workspace = std::make_unique<Workspace>(Workspace::Parts{m_store,
                                                               parts.journal ? *parts.journal : m_journal,
                                                               now,
                                                               QStringLiteral("tester@bench"),
                                                               demo,
                                                               client,
                                                               {},
                                                               {},
                                                               parts.retry,
                                                               m_folder.filePath(QStringLiteral("seen"))});
    m_window = std::make_unique<MainWindow>(*m_workspace, now);
    m_workspace->reload();
}

WindowBench::~WindowBench()
{
    m_window.reset();
    m_workspace.reset();
}

Profile WindowBench::profileFor(const QUrl &url, const QByteArray &token, Environment environment)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("Test Pivot");
    profile.url = url.toString();
    profile.token = token;
    profile.environment = environment;
    return profile;
}

QByteArray WindowBench::settingsBytes() const
{
    QFile file(m_store.file());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool WindowBench::show()
{
    m_window->show();
    return QTest::qWaitFor([this] { return activate(*m_window); }, kPatience);
}

bool WindowBench::open(const Profile &profile)
{
    if (!m_store.save(profile))
        return false;
    m_workspace->reload();
    if (!show() || !m_workspace->open(profile.id))
        return false;
    const auto isThere = [this] {
        return activate(*m_window) && session().loadState() == Session::LoadState::Loaded &&
               !session().isRefreshing() && table() && table()->hasFocus();
    };
    if (!QTest::qWaitFor(isThere, kPatience))
        return false;
    // The display's own mouse must not stand on a row by chance.
    QTest::mouseMove(m_window.get(), QPoint(2, 2));
    return true;
}

bool WindowBench::waitIdle()
{
    return QTest::qWaitFor([this] { return m_workspace->isIdle(); }, kPatience);
}

bool WindowBench::settle()
{
    const auto isQuiet = [this] {
        return m_workspace->isIdle() && !session().isRefreshing() && !session().listing().isWorking();
    };
    if (!QTest::qWaitFor(isQuiet, kPatience))
        return false;
    session().refresh();
    return QTest::qWaitFor(isQuiet, kPatience);
}

UserView *WindowBench::table() const
{
    return byName<UserView>(m_window.get(), "Users");
}

QString WindowBench::summary() const
{
    const auto *label = byName<QLabel>(m_window.get(), "Summary");
    return label ? label->text() : QString();
}

QString WindowBench::toastText() const
{
    return toast()->isVisible() ? toast()->accessibleName() : QString();
}

QString WindowBench::bannerText() const
{
    const auto *banner = m_window->findChild<Banner *>(QString(), Qt::FindDirectChildrenOnly);
    return banner && banner->isVisible() ? banner->message() : QString();
}

QDialog *WindowBench::dialog(const char *accessibleName) const
{
    for (auto *dialog : m_window->findChildren<QDialog *>()) {
        if (dialog->isVisible() && dialog->accessibleName() == QString::fromUtf8(accessibleName))
            return dialog;
    }
    return nullptr;
}

bool WindowBench::hasDialog() const
{
    const auto dialogs = m_window->findChildren<QDialog *>();
    return std::any_of(dialogs.cbegin(), dialogs.cend(), [](const QDialog *dialog) { return dialog->isVisible(); });
}

QDialog *WindowBench::waitForDialog(const char *accessibleName) const
{
    const auto hasKeyboard = [this, accessibleName] {
        const QDialog *open = dialog(accessibleName);
        return open && open->isAncestorOf(QApplication::focusWidget());
    };
    return QTest::qWaitFor(hasKeyboard, kPatience) ? dialog(accessibleName) : nullptr;
}

bool WindowBench::waitForNoDialog() const
{
    // Offscreen there is no window manager who gives the keyboard back.
    return QTest::qWaitFor([this] { return !hasDialog() && activate(*m_window); }, kPatience);
}

bool WindowBench::isListed(const QByteArray &name) const
{
    return cell(name, UserModel::Column::User).isValid();
}

QModelIndex WindowBench::cell(const QByteArray &name, UserModel::Column column) const
{
    UserView *view = table();
    if (!view)
        return {};
    const auto row = view->users().listing().table().find(name);
    return row ? view->users().indexOf(*row, column) : QModelIndex();
}

QString WindowBench::text(const QByteArray &name, UserModel::Column column) const
{
    return cell(name, column).data().toString();
}

bool WindowBench::isShownEnabled(const QByteArray &name) const
{
    return cell(name, UserModel::Column::SignIn).data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

QPoint WindowBench::switchPoint(const QByteArray &name)
{
    const QModelIndex index = cell(name, UserModel::Column::SignIn);
    table()->scrollTo(index);
    const QRect rect = table()->visualRect(index);
    return {rect.left() + kSwitchMiddle, rect.center().y()};
}

void WindowBench::clickSwitch(const QByteArray &name)
{
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, switchPoint(name));
}

void WindowBench::clickRestOfSwitchCell(const QByteArray &name)
{
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, switchPoint(name) + QPoint(44, 0));
}

void WindowBench::clickName(const QByteArray &name, Qt::KeyboardModifiers keys)
{
    const QModelIndex index = cell(name, UserModel::Column::User);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, keys, table()->visualRect(index).center());
}

void WindowBench::goTo(const QByteArray &name, UserModel::Column column)
{
    table()->setFocus();
    table()->setCurrentIndex(cell(name, column));
}

void WindowBench::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : m_window.get(), key, modifiers);
}

void WindowBench::type(const QString &text)
{
    // QTest knows the keys of ASCII alone; other letters come from an input method.
    for (const QChar letter : text) {
        if (letter.unicode() < 0x80) {
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
            continue;
        }
        QInputMethodEvent typed;
        typed.setCommitString(letter);
        QApplication::sendEvent(QApplication::focusWidget(), &typed);
    }
}

QStringList WindowBench::listedNames() const
{
    QStringList names;
    if (const UserView *view = table()) {
        for (int row = 0; row < view->model()->rowCount(); ++row)
            names.append(view->model()->index(row, 0).data().toString());
    }
    return names;
}

QList<QByteArray> WindowBench::selectedNames() const
{
    QList<QByteArray> names;
    const UserListing &listing = m_workspace->session()->listing();
    listing.selection().forEach([&](Row row) { names.append(listing.table().nameBytes(row)); });
    return names;
}

} // namespace gatehouse
