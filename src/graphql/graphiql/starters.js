/** Queries to begin with: a title, the document, and its variables. */
export const starters = [
  {
    title: 'Who am I, and what is left',
    query: `query WhoAmI {
  viewer {
    id
    kind
    name
    company { name timeZone currency }
    scopes
  }
  rateLimit {
    limit
    remaining
    resetAt
    concurrent
    dailyRemaining
  }
}
`,
  },
  {
    title: 'Customers with their bookings',
    query: `query CustomersWithBookings($first: Int = 20) {
  customers(first: $first) {
    nodes {
      id
      firstName
      lastName
      email
      bookings(first: 3) {
        totalCount
        nodes {
          id
          spaces
          cancelled
          event { name }
          date { startsAt timeZone }
          payment { method gross { amount currency } }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: 'Events with their dates',
    query: `query EventsWithDates($from: DateTime) {
  events(first: 5) {
    nodes {
      id
      name
      format
      dates(first: 3, from: $from) {
        id
        startsAt
        durationMinutes
        timeZone
      }
      facilitators { name }
      pricingOptions { name price { amount currency } credits }
    }
  }
}
`,
    variables: () => ({ from: new Date().toISOString() }),
  },
  {
    title: 'Who comes to one date',
    query: `query Register($dateId: ID!) {
  eventDate(id: $dateId) {
    startsAt
    event { name }
    register {
      capacity
      totalAttendees
      availableSpaces
      attendees(first: 20) {
        nodes {
          id
          role
          spaces
          attended
          customer { firstName lastName email }
        }
      }
      waitingList(first: 10) {
        nodes { joinedAt customer { firstName lastName } }
      }
    }
  }
}
`,
    variables: () => ({ dateId: 'date_1' }),
  },
];
