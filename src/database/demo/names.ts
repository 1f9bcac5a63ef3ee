/** Given and family names, mixed as the people of a big city are; some with accents, hyphens and apostrophes. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const firstNames = words(`
  Aaliyah Abena Adaeze Aditya Agnieszka Aiden Aisha Alasdair Alejandra Alice Amara Amélie Amir Ananya Andrea Aneurin
  Anika Anouk Aoife Arjun Arthur Asha Astrid Ayodele Beatrix Benedikt Bilal Birgit Björn Bram Bronwen Bruno Camille
  Carys Cem Chiara Chidi Chloé Clara Conor Daan Dafydd Daria Dáithí Deepa Dominik Eilidh Elif Elodie Emeka Emre Esmé
  Ewan Farah Fatima Femke Fergus Finn Florian Freya Gabriel Giulia Grace Gwen Habiba Hamza Hanna Hugo Ibrahim Ignacy
  Imogen Inès Ingrid Isla Ivan Jamal Jasmine Jelle Joana João Jonas José Joséphine Jun Kacper Kaur Kenji Khadija Kofi
  Lars Layla Leila Léon Lieke Linh Lorenzo Lotte Lucía Luka Maeve Magnus Malik Marek Maria Mateo Mei Mia Milan Mina
  Mireille Mohammed Mónica Nadia Nathan Ngozi Niamh Nikhil Noah Noor Nuria Oisín Olga Omar Oscar Owain Padraig Pernille
  Petra Piotr Pooja Priya Rafael Rania René Rhys Rosa Ruben Saanvi Sadia Samuel Sanne Saoirse Saskia Seán Sebastián
  Selin Shreya Siân Sofia Søren Stefan Sunita Sven Tadeusz Tariq Tess Thandiwe Théo Tomasz Tuuli Uche Valentina Vera
  Viktor Wen Willem Xanthe Yara Yasmin Yusuf Zainab Zoë Zofia Anne-Marie Jean-Luc Mary-Kate Eva-Lotta
`);

export const lastNames = words(`
  Abara Abbott Achterberg Adeyemi Ahmed Akhtar Alvarez Andersen Appleby Armitage Asante Ashworth Bakker Bałucka Banerjee
  Barros Begum Bergström Bianchi Blackwood Boateng Brennan Brouwer Brzeziński Byrne Cadwallader Campbell Castellanos
  Chandra Chatterjee Chen Cholmondeley Clarke Costa Coughlan Cruz Czarnecki Dahl Davies Desai Diallo Dijkstra Doherty
  Dubois Duffy Eriksson Espinosa Evans Farrugia Fernandes Ferreira Fitzgerald Fournier Fraser Gallagher García Ghosh
  Gonçalves Green Griffiths Gupta Haddad Hansen Harrington Hassan Hendriks Herrera Hoang Horváth Hughes Hussain Ibáñez
  Iqbal Ivanova Jackson Jansen Jenkins Johansson Jones Joshi Kamara Kapoor Kaya Keane Kelly Khan Kim Kowalska Krüger
  Kumar Laing Larsen Lefèvre Lewandowska Lindqvist Lloyd López Macdonald Mahmood Malik Marchetti Martins Mbeki McAllister
  Mehta Mensah Meyer Mitchell Moreau Morgan Müller Murphy Mwangi Nakamura Navarro Ndiaye Nguyễn Nielsen Nowak Núñez
  Nwosu Okafor Okonkwo Olsen Osei Owusu Öztürk Papadopoulos Park Patel Peeters Pereira Petrov Phillips Quigley Rahman
  Ramírez Rees Reid Ricci Roberts Rodrigues Rossi Rousseau Ruiz Sahin Santos Schäfer Schmidt Sharma Shaw Siddiqui Silva
  Singh Smit Smith Sørensen Stewart Svensson Szabó Tanaka Taylor Teixeira Thomas Thomson Tran Turner Uddin Usman
  Vaughan Verhoeven Visser Vlahović Walker Wallace Watanabe Weber Williams Wiśniewski Wójcik Wong Yamamoto Yeo Yılmaz
  Young Zając Zhang Zieliński O'Brien O'Sullivan N'Diaye Bakker-Lind Fitzroy-Howard Lloyd-Evans Osei-Bonsu Smith-Jones
  García-Moreno Leclerc-Dubois
`);

/** Whole names at the edges of what a form lets through. */
export const unusualNames: readonly (readonly [string, string])[] = [
  ['X', 'Æ'],
  ['Bo', 'U'],
  ['Maria da Conceição', 'van den Heuvel–d’Almeida Castelo Branco e Vasconcelos'],
  ['小明', '陈'],
  ['Дарья', 'Кузнецова'],
  ['محمد', 'الحسن'],
  ['Hubert Blaine', 'Wolfeschlegelsteinhausenbergerdorff'],
  ['Sinéad', 'Ní Dhomhnaill'],
  ['Null', 'Void'],
  ['Robin', 'Hood "The Outlaw"'],
  ['Kit & Lee', '<Marlowe>'],
  ['Ada', "D'Arcy / Okoye"],
];

const withoutMarks: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', æ: 'ae', ı: 'i', ß: 'ss' };

/** `Zoë`, `Bakker-Lind` -> `zoe.bakker-lind`; whatever ASCII cannot show is left out. */
export function mailboxOf(firstName: string, lastName: string): string {
  return [plain(firstName), plain(lastName)].filter(Boolean).join('.').slice(0, 60) || 'guest';
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[øłæıß]/g, (letter) => withoutMarks[letter] ?? '')
    .replace(/[^a-z0-9-]+/g, '');
}
