// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/samplenames.h"

namespace gatehouse {

namespace {

// clang-format off
constexpr NameGroup groups[] = {
    // English, with the many origins that an English-speaking office has
    {"example.com example.org example.net",
     "Alice Benjamin Charlotte Daniel Emma Frank Grace Henry Isabel Jack Katherine Liam Megan Nathan Olivia Peter "
     "Quinn Rachel Samuel Theresa Victor Wendy Zachary Amelia Brandon Chloe Dylan Eleanor Felix Georgia",
     "Adams Baker Carter Davies Edwards Fletcher Greene Harrison Ingram Johnson King Lewis Mitchell Norris Owens "
     "Parker Quigley Roberts Stewart Turner Underwood Vaughan Walker Young O'Brien McAllister Whitfield Thornton", 14},
    // Irish
    {"example.ie", "Aoife Ciarán Niamh Seán Siobhán Oisín Róisín Pádraig Gráinne Eoin",
     "Ní_Chonaill Ó_Súilleabháin Byrne Gallagher Ní_Dhomhnaill Kavanagh Ó_Ceallaigh Doherty", 3},
    // German
    {"example.de example.at example.ch",
     "Anna Björn Claudia Dieter Elke Florian Greta Hannes Ines Jürgen Käthe Lukas Mareike Niklas Ottilie Paul Renate "
     "Sören Tobias Ulrike Vroni Wolfgang Yannick Zoë Günther Jörg",
     "Müller Schröder Weiß Böhm Jäger Krüger Schäfer Groß Köhler Vogel Lehmann Fuchs Zimmermann Brandt Hoffmann "
     "Lindner Pfeiffer Großmann Überacker Keßler", 10},
    // French
    {"exemple.fr example.be",
     "Amélie Benoît Céline Damien Éloïse François Gaëlle Hélène Inès Jérôme Léa Maël Noémie Océane Rémi Solène Théo "
     "Zélie Chloé Édouard",
     "Lefèvre Dubois Gérard Moreau Bérenger Châtelain Desprès Fournier Guérin Héron Lemaître Mercier Noël Périer "
     "Renaud Thévenot Beaulieu D'Aubigné", 8},
    // Spanish
    {"example.es example.com.mx example.com.ar",
     "María José Lucía Andrés Sofía Ángel Begoña Iñaki Íñigo Núria Raúl Inés Joaquín Mónica Óscar Pilar Rubén Verónica "
     "Ximena Álvaro",
     "García Muñoz Fernández López Martínez Núñez Peña Ibáñez Gutiérrez Sáez Jiménez Ordóñez Velázquez Zúñiga Castaño "
     "Domínguez", 9},
    // Portuguese
    {"example.pt example.com.br",
     "Ana João Conceição Luís Inês Tomás Beatriz Antônio Mônica Sérgio Letícia Estêvão Júlia Cauã Lívia",
     "Gonçalves Magalhães Conceição Araújo Simões Brandão Guimarães Leitão Falcão Assunção Mourão Galvão", 6},
    // Italian
    {"example.it", "Niccolò Giulia Matteo Chiara Alessandro Noemi Davide Martina Gabriele Ilaria Tommaso Serena",
     "Rossi Esposito Bianchi Ferrari Lo_Presti De_Santis Caputo D'Amico Marchetti Fabbri Pellegrini Montanari", 5},
    // Dutch
    {"example.nl", "Sanne Daan Lotte Joris Femke Thijs Anouk Bram Eefje Ruben Maartje Sjoerd",
     "de_Vries van_Dijk Jansen van_der_Berg Bakker Visser Smit Meijer van_'t_Hof Kuipers Boersma Dijkstra", 4},
    // Swedish, Norwegian, Danish
    {"example.se", "Åsa Björn Märta Göran Zoë Håkan Sölve Maj-Britt Örjan Linnéa Östen Agnes",
     "Åkerström Sjöberg Lindqvist Öberg Hägglund Nyström Björklund Wikström Ängqvist Löfgren", 5},
    {"example.no example.dk", "Søren Åse Bjørn Ragnhild Øyvind Sigrid Jørgen Kåre Mette Tørres Ingebjørg Lærke",
     "Ødegård Sørensen Bjørnstad Håkonsen Kjærgaard Møller Østergård Nygård Thorvaldsen Ærøe", 5},
    // Icelandic, by their own rule
    {"example.is", "Ásgeir Þór Guðmundur Björn Sigurður Ólafur Hallþór Kjartan",
     "Þórsson Jónsson Guðmundsson Ásgeirsson Sigurðsson Ólafsson", 1},
    {"example.is", "Ásdís Þóra Guðrún Björk Sigríður Ólöf Hrefna Æsa",
     "Þórsdóttir Jónsdóttir Guðmundsdóttir Ásgeirsdóttir Sigurðardóttir Ólafsdóttir", 1},
    // Finnish, Estonian
    {"example.fi", "Aino Väinö Eero Päivi Jukka Hilkka Yrjö Kyllikki Onni Sisko",
     "Virtanen Mäkinen Hämäläinen Järvinen Lehtonen Yli-Tölö Räsänen Nyyssönen Kivelä Ääri", 4},
    {"example.ee", "Jüri Õnne Mare Tõnu Kärt Ülle Rein Liisu", "Tamm Mägi Kõiv Rebane Õunapuu Põld Sepp Jõgi", 2},
    // Polish, Czech, Slovak, Hungarian, Romanian, Croatian
    {"example.pl", "Dariusz Łukasz Małgorzata Agnieszka Paweł Zofia Świętosława Stanisław Michał Bożena Jędrzej Żaneta",
     "Wójcik Nowak Zając Król Dudek Mazur Wróbel Stępień Pająk Sroka Gołąb Źrebiec", 6},
    {"example.cz", "Jiří Ondřej Tomáš Zdeněk Lukáš Matěj Řehoř Štěpán",
     "Novák Dvořák Svoboda Procházka Kučera Růžička Němec Šťastný Ježek Čech", 3},
    {"example.cz", "Lucie Tereza Zdeňka Kateřina Šárka Božena Anežka Růžena",
     "Nováková Dvořáková Svobodová Procházková Kučerová Růžičková Němcová Šťastná Ježková Čechová", 3},
    {"example.hu", "Ágnes Béla Csilla Dénes Erzsébet Győző Ildikó József Őzike Sándor Tünde Zoltán",
     "Nagy Szabó Tóth Horváth Kovács Kőműves Gulyás Szűcs Fülöp Bodnár Erdős", 4},
    {"example.ro", "Ștefan Ioana Mădălina Răzvan Țuța Crăița Bogdănel Anișoara",
     "Popescu Ionescu Ștefănescu Mureșan Țepeș Bălan Dragoș Vîlcu", 2},
    {"example.hr example.si", "Đurđica Željko Čedomir Šime Mirjana Žarko Anđela Dražen",
     "Horvat Kovačić Šimić Đurić Žagar Perišić Čolak Jurić", 2},
    // Turkish, Albanian, Maltese
    {"example.com.tr", "Aylin Çağlar Gülşen İbrahim Şebnem Ömer Işıl Uğur Nazlı Ünal",
     "Çelik Yıldız Öztürk Şahin Güneş Aydın Işık Doğan Özgür Kılıç", 4},
    {"example.al", "Arta Besnik Drita Ermal Flutura Gëzim Shpëtim Vjollca", "Berisha Hoxha Krasniqi Gjoka Çela Përmeti", 1},
    {"example.com.mt", "Ġorġ Marija Ċensu Żeża Karmnu Ħelena", "Borg Ċaruana Żammit Ħili Vella Buttiġieġ", 1},
    // Vietnamese, Yoruba and Igbo
    {"example.vn", "Thị_Bích Văn_Đức Minh_Tuấn Thu_Hằng Quốc_Bảo Ngọc_Ánh Hữu_Phước Kim_Liên Đình_Trọng Mỹ_Duyên",
     "Nguyễn Trần Lê Phạm Hoàng Đặng Bùi Đỗ Ngô Võ", 5},
    {"example.ng", "Amara Chidi Ngọzi Ọlá Ẹniọlá Ifeanyi Títílayọ̀ Adébáyọ̀", "Ọkáfọ̀ Adéyẹmí Nwọsu Ẹzẹ Balógun Ọ̀ṣúnbọ̀wálé", 2},
    // Greek, with the surnames' two forms
    {"example.gr", "Αναστασία=anastasia Ελένη=eleni Κατερίνα=katerina Σοφία=sofia Δήμητρα=dimitra Ιωάννα=ioanna",
     "Παπαδοπούλου=papadopoulou Γεωργίου=georgiou Νικολαΐδου=nikolaidou Αγγελοπούλου=angelopoulou Οικονόμου=oikonomou", 2},
    {"example.gr", "Γιώργος=giorgos Νίκος=nikos Δημήτρης=dimitris Στέλιος=stelios Χρήστος=christos Άγγελος=angelos",
     "Παπαδόπουλος=papadopoulos Νικολαΐδης=nikolaidis Αγγελόπουλος=angelopoulos Καραγιάννης=karagiannis Βλάχος=vlachos", 2},
    // Ukrainian; Russian and Bulgarian with the surnames' two forms
    {"example.ua", "Богдан=bogdan Оксана=oksana Тарас=taras Юлія=yuliia Андрій=andrii Олеся=olesia Євген=yevhen Ірина=iryna",
     "Шевченко=shevchenko Коваленко=kovalenko Бойко=boiko Ткачук=tkachuk Лисенко=lysenko Їжак=yizhak Ґудзь=gudz", 4},
    {"example.bg", "Мария=mariya Елена=elena Йорданка=yordanka Цветелина=tsvetelina Гергана=gergana",
     "Иванова=ivanova Димитрова=dimitrova Стоянова=stoyanova Христова=hristova Николова=nikolova", 2},
    {"example.bg", "Георги=georgi Стоян=stoyan Йордан=yordan Кирил=kiril Пламен=plamen",
     "Иванов=ivanov Димитров=dimitrov Стоянов=stoyanov Христов=hristov Николов=nikolov", 2},
    // Georgian, Armenian
    {"example.ge", "ნინო=nino გიორგი=giorgi თამარ=tamar ლევან=levan ქეთევან=ketevan", "ბერიძე=beridze კაპანაძე=kapanadze მაისურაძე=maisuradze ლომიძე=lomidze", 1},
    {"example.am", "Անահիտ=anahit Արամ=aram Նարեկ=narek Լուսինե=lusine", "Հակոբյան=hakobyan Սարգսյան=sargsyan Պետրոսյան=petrosyan", 1},
    // Arabic, Persian, Hebrew: right to left
    {"example.ae example.eg",
     "أحمد=ahmed فاطمة=fatima يوسف=yousef ليلى=layla خالد=khaled مريم=maryam عمر=omar نور=nour سلمى=salma حسن=hassan",
     "الفارسي=alfarsi المنصوري=almansoori حداد=haddad خليل=khalil الشامي=alshami نجار=najjar عبد_الله=abdullah قاسم=qasim", 5},
    {"example.ir", "شیرین=shirin کیان=kian پریسا=parisa داریوش=dariush نیلوفر=niloufar", "احمدی=ahmadi رضایی=rezaei کریمی=karimi حسینی=hosseini پژمان=pezhman", 1},
    {"example.co.il", "נועה=noa איתן=eitan יעל=yael אורי=uri תמר=tamar עומר=omer שירה=shira",
     "כהן=cohen לוי=levi מזרחי=mizrahi פרץ=peretz ביטון=biton אברהם=avraham", 2},
    // Devanagari, Tamil, Bengali, Thai
    {"example.in",
     "अर्जुन=arjun प्रिया=priya रोहन=rohan अनन्या=ananya विक्रम=vikram मीरा=meera आदित्य=aditya कविता=kavita संजय=sanjay दीपिका=deepika",
     "शर्मा=sharma पटेल=patel गुप्ता=gupta वर्मा=verma सिंह=singh अय्यर=iyer जोशी=joshi मेहता=mehta त्रिपाठी=tripathi", 6},
    {"example.lk", "கவின்=kavin மலர்=malar இளங்கோ=ilango நிலா=nila", "முருகன்=murugan செல்வம்=selvam குமரன்=kumaran", 1},
    {"example.com.bd", "রহিম=rahim নাসরিন=nasrin তানভীর=tanvir শিরিন=shireen", "হোসেন=hossain চৌধুরী=chowdhury আক্তার=akter", 1},
    {"example.co.th", "สมชาย=somchai มาลี=malee ณัฐ=nat กานดา=kanda", "ใจดี=jaidee ศรีสุข=srisuk วงศ์ทอง=wongthong", 1},
    // Chinese, Japanese, Korean
    {"example.cn example.tw",
     "伟=wei 芳=fang 秀英=xiuying 娜=na 强=qiang 静=jing 磊=lei 丽=li 洋=yang 艳=yan 杰=jie 雨桐=yutong 子轩=zixuan 欣怡=xinyi",
     "陈=chen 王=wang 李=lee 张=zhang 刘=liu 杨=yeung 黄=huang 赵=zhao 吴=wu 周=zhou 徐=xu 欧阳=ouyang", 6},
    {"example.co.jp example.jp",
     "結衣=yui 蓮=ren 陽菜=hina 大翔=hiroto さくら=sakura 健太=kenta 美咲=misaki 翔太=shota 葵=aoi 直樹=naoki 恵子=keiko 誠=makoto",
     "佐藤=sato 鈴木=suzuki 高橋=takahashi 田中=tanaka 渡辺=watanabe 伊藤=ito 山本=yamamoto 中村=nakamura 小林=kobayashi 加藤=kato", 6},
    {"example.kr", "민준=minjun 서연=seoyeon 지훈=jihun 하은=haeun 도윤=doyun 수아=sua 예준=yejun 지우=jiwoo",
     "김=kim 이=yi 박=park 최=choi 정=jeong 조=cho 강=kang 윤=yoon", 4},
};
// clang-format on

} // namespace

std::span<const NameGroup> nameGroups()
{
    return groups;
}

} // namespace gatehouse
