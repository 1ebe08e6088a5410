import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Budget } from '#domain/calls/form.js';
import { Cells } from '../../components/cells.js';
import { StateBadge } from '../../components/state-badge.js';
import { applicationStates, instalmentStates } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { PageHead } from '../../shell/page.js';
import { BudgetBars } from '../pole/balance.js';

const example: Budget = {
  charges: [{ account: '64', label: '', cents: 12_800_000 }],
  products: [
    { account: '74', label: '', cents: 10_000_000 },
    { account: '75', label: '', cents: 2_340_000 },
  ],
};

export const PoleGuide = (): ReactNode => (
  <>
    <PageHead
      title="Déposer un dossier et suivre l’aide"
      trail={[
        { label: 'Accueil', to: '/' },
        { label: 'Aide', to: '/aide' },
      ]}
      lead="Pour un pôle : remplir par étapes, déposer, signer, recevoir les versements."
    />
    <div className="es-page es-end">
      <div className="es-read es-stack">
        <h2>En trois phrases</h2>
        <p>
          Ouvrez <Link to="/pole">À faire</Link> : chaque dossier y dit en une phrase ce qui vient ensuite, et un clic vous y mène. Remplissez les étapes dans l’ordre que vous voulez. Rien ne part avant que vous n’appuyiez sur « Déposer mon dossier ».
        </p>
        <h2>Commencer</h2>
        <p>Choisissez un appel ouvert, puis « Candidater ». La première fois, vous inscrivez la structure qui porte le pôle : son SIREN a neuf chiffres, il est sur l’avis de situation. Un pôle a un seul dossier par appel.</p>
        <p>Quand la recherche d’entreprises répond, un nom ou un SIREN remplit le reste. Sinon, continuez à la main : le numéro est vérifié plus tard, et rien n’est bloqué.</p>
        <h2>Tenir la fiche du pôle</h2>
        <p>
          Sous <Link to="/pole">À faire</Link>, « Mes pôles » ouvre la fiche : présentation, thèmes, territoire, membres. Elle ne paraît dans <Link to="/poles">l’annuaire</Link> que si vous cochez la case, et l’adresse de contact que si vous la montrez. Un nouveau dossier peut reprendre les membres de la fiche.
        </p>
        <h2>À plusieurs</h2>
        <p>
          Dans <Link to="/pole">À faire</Link>, ouvrez la vôtre sous « Équipes » : la page « Équipe du pôle » dit qui en est, et invite par courriel. Un rédacteur fait tout ce que vous faites. Un représentant légal lit tout, certifie et signe la convention. Un lecteur lit sans écrire. Un partenaire remplit un seul dossier avec vous, sans le déposer. Le lien sert une fois, pendant 14 jours ; l’invitation s’annule ou se renvoie tant qu’elle attend. Retirer une personne vaut aussitôt. Un pôle garde toujours un rédacteur : invitez le second avant de partir.
        </p>
        <p>Quand une autre personne écrit dans le même dossier, le haut de la page dit qui et à quelle étape.</p>
        <p>Certains appels demandent une certification : le représentant légal certifie le dossier complet, une autre personne le dépose. « Relire et déposer » dit ce qui manque et qui peut le faire, et envoie la demande. La certification vaut pour une version : si une réponse change ensuite, elle se redemande. Prévoyez-la avant le dernier soir.</p>
        <h2>Remplir sans rien perdre</h2>
        <p>Vos réponses s’enregistrent toutes seules, peu après la dernière frappe ; « Enregistrer » le fait tout de suite. En haut de la page, un mot dit où est votre texte.</p>
        <ul>
          <li>
            <span className="es-save">
              <Icon name="saved" /> Enregistré à 14 h 02
            </span>{' '}
            : le serveur l’a.
          </li>
          <li>
            <span className="es-save es-save--off">
              <Icon name="offline" /> Gardé sur cet appareil
            </span>{' '}
            : la connexion est coupée. Continuez d’écrire, le texte part dès son retour, même si vous avez rechargé la page.
          </li>
          <li>
            <span className="es-save es-save--off">
              <Icon name="offline" /> À choisir
            </span>{' '}
            : une autre personne de votre pôle a changé la même réponse. Les autres réponses sont réunies d’elles-mêmes ; pour celle-ci, vous choisissez, et rien n’est remplacé avant.
          </li>
        </ul>
        <p>Si la session se termine pendant que vous écrivez, le texte reste sur l’appareil : reconnectez-vous, vous revenez au même endroit.</p>
        <p>Chaque texte envoyé reste dans l’historique de sa rubrique, même celui qui n’a pas pu être enregistré : ouvrez une version, comparez-la, reprenez-la.</p>
        <h2>Les trois places du décret</h2>
        <p>Un pôle réunit au moins trois structures différentes, une par place. Chacune se place d’après sa forme juridique ; une place peut aussi se déclarer, pièce à l’appui.</p>
        <Cells cells={{ ess: { state: 'full', note: 'Pleine : une association la remplit' }, 'non-ess': { state: 'to-prove', note: 'À prouver : dites quelle pièce le montre' }, other: { state: 'empty', note: 'Vide : il manque un membre' } }} />
        <h2>Le budget</h2>
        <p>Le tableau s’additionne tout seul. Les dépenses et les ressources doivent être égales ; l’écart est dit en euros, et le trait pointillé montre ce qui reste à trouver.</p>
        <div className="es-panel es-panel--sunken es-balance">
          <BudgetBars budget={example} />
        </div>
        <h2>Les communes et les intercommunalités</h2>
        <p>Tapez les premières lettres d’une commune, son code postal ou son code de l’INSEE, puis choisissez dans la liste : le nom et le code se remplissent ensemble. Une intercommunalité se cherche par son nom ou son SIREN. « Saisir à la main » ouvre le champ du code, par exemple pour une commune qui vient de fusionner.</p>
        <p>Un code qui n’est pas dans la liste de l’année, ou qui y porte un autre nom, est signalé à côté du champ, et aussi au ministère. Vérifiez-le ; rien ne vous empêche de déposer.</p>
        <p className="es-sm es-muted">Source des listes : INSEE, DGCL et La Poste, réunies par Etalab, Licence Ouverte 2.0.</p>
        <h2>Les pièces jointes</h2>
        <p>Un fichier part dès qu’il est choisi, morceau par morceau : si la connexion se coupe, l’envoi reprend où il en était. La page dit ce qui est accepté, et jusqu’à quelle taille. Un fichier que l’antivirus écarte empêche le dépôt : remplacez-le.</p>
        <h2>La charte des pôles</h2>
        <p>
          Certains appels demandent que le pôle ait signé la charte en vigueur. <Link to="/pole/charte">Charte</Link> montre vos pôles : dites où en est le vôtre sur chaque engagement, puis signez, en indiquant votre fonction. Vous choisissez si vos réponses sont publiques. Une version plus récente se signe à son tour ; un dossier déjà déposé reste tel quel.
        </p>
        <h2>Relire et déposer</h2>
        <p>La dernière étape montre tout le dossier. Ce qui manque est en tête, chaque lien mène à son champ. Après le dépôt, le récépissé donne le numéro, l’instant et l’empreinte de ce qui est reçu, et le jour après lequel le silence vaut rejet. « Tout télécharger » y donne le dossier déposé et ses pièces en une archive (ZIP).</p>
        <p>Jusqu’à la clôture, vous pouvez rouvrir un dossier déposé : votre dépôt reste en vigueur tant que vous n’en faites pas un autre. Après la clôture, l’administration peut vous demander une correction : elle ouvre certaines parties, dit pourquoi et jusqu’à quand.</p>
        <h2>Suivre</h2>
        <p>
          Votre dossier est <StateBadge of={applicationStates.submitted} />, puis <StateBadge of={applicationStates['under-examination']} />. La décision arrive avec sa lettre, en PDF. Lauréat, votre pôle signe la convention et déclare son compte bancaire ; chaque versement dit où il en est : <StateBadge of={instalmentStates['awaiting-signature']} /> <StateBadge of={instalmentStates.due} /> <StateBadge of={instalmentStates.paid} />
        </p>
      </div>
    </div>
  </>
);
