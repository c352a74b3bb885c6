// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files of a folder, once each, with any compiler: the corpus as a test.
#include <QCoreApplication>
#include <QDir>

#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QDir corpus(application.arguments().value(1));
    const QStringList names = corpus.entryList(QDir::Files);
    for (const QString &name : names) {
        QFile file(corpus.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", qPrintable(file.fileName()));
            return 1;
        }
        const QByteArray content = file.readAll();
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(content.constData()),
                               static_cast<std::size_t>(content.size()));
    }
    std::printf("%d files\n", static_cast<int>(names.size()));
    return names.isEmpty() ? 1 : 0;
}
